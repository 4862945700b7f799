import type * as english from '../errors';
import type { Translation } from '../text';

const again = '请重新下载';
const packAgain = '请重新下载或重新打包';
const linkAgain = '请重新复制完整的链接，或不用它继续';
const runFileAgain = '请重新导出该运行，或用较新的 Espalier 打开';
const logAgain = '请重新写出或下载日志';
const saveAgain = '请重新保存模型，或重新下载其文件';
const saveArrayAgain = '请重新下载或重新保存';
const saveWhole = '请连同权重完整地重新保存模型';
const withoutIt = '请构建不含它的模型并重新保存';
const atLeast = '请放宽到该值以上，或把残差流也列入裁剪（streams）';
const rebuild = '请重新构建模型的这一部分';
const smaller = '请选择更小的图像或更小的网络';
const gentler = '请降低学习率（{{learningRate}}）';
const gentlerStill = '请降低学习率（{{learningRate}}）或 lambda（{{lambda}}）';
const unsupported = '层“{{layer}}”属于类 {{className}}，不受支持';
const unquantised = '请保存 tfmot 量化之前的模型';
const oneClass = '请给每张图像一个类别';
const readTypes = '请把图像存为 uint8 或 float32，标签存为 int64 或字符串';
const dropNetwork =
  '请拖入 Keras 的 .keras 或 .h5 文件，或 TensorFlow.js 的 model.json 及其权重文件（或它们的文件夹、zip）';
const lessMemory = '请关闭其他页面，或减小批大小、样本数或图像尺寸';
const rangeRemedy = '请保存 0 至 255、0 至 1 或 −1 至 1 的像素，不要标准化；np.clip 可截去超出的部分';
const imageShape =
  '{{array}} 的形状为 [{{shape}}]，而图像应为 [count, height, width] 或 [count, height, width, 1 或 3]';

export const errors: Translation<typeof english.errors> = {
  'apoz.activations': [
    'APoZ 统计零的个数，但在 {{layers}} 处裁剪的信道之后没有 ReLU',
    '请把该处的裁剪率设为 0，或选择其他方法',
  ],

  'archive.deep': ['压缩包嵌套超过 {{most}} 层', '请先解开外层的压缩包'],
  'archive.empty': ['压缩包里没有文件', '请重新打包'],

  'array.bytes': ['{{array}} 含 {{bytes}} 字节的数值，但其形状 [{{shape}}] 应有 {{promised}} 字节', saveArrayAgain],
  'array.cut-short': ['文件被截断', saveArrayAgain],
  'array.fields': ['{{array}} 的每行含多个字段', readTypes],
  'array.head': ['文件头损坏', saveArrayAgain],
  'array.head-length': ['文件头过长', saveArrayAgain],
  'array.objects': [
    '{{array}} 含 Python 对象（pickle），无法读取',
    '请保存形状和类型一致的数组：np.savez(FILE, x_train=np.stack(images), y_train=np.array(labels))',
  ],
  'array.rank': ['它有 {{axes}} 个轴', saveArrayAgain],
  'array.type': ['{{array}} 的类型为 {{type}}', readTypes],
  'array.word': ['第 {{row}} 行不是字符串', saveArrayAgain],
  'array.words': ['{{array}} 含 {{count}} 个字符串', '请最多保存 {{most}} 个'],

  'backend.dilated': ['wasm 计算后端不支持训练空洞卷积', '请选择 webgpu 或 cpu'],
  'backend.none': ['没有计算后端能启动（{{reason}}）', '请更新浏览器，或换一个浏览器打开本页'],

  cancelled: ['已取消'],

  'cifar.label': ['第 {{record}} 条记录的标签为 {{label}}，{{dataset}} 没有这一类别', again],
  'cifar.mixed': ['同时有 CIFAR-10 和 CIFAR-100 的批文件', '请只拖入其中一种'],
  'cifar.records': ['{{bytes}} 字节不是 {{dataset}} 每条记录 {{record}} 字节的整数倍', again],

  'classes.few': ['网络至少要区分两个类别', '请保留两个或更多类别'],
  'classes.fixed': [
    '“{{network}}”的输出与网络的其他信道绑定在一起，不能移除任何一个',
    '请为类别单独使用一个输出层来构建模型',
  ],
  'classes.many': ['图像有 {{count}} 个类别（{{found}}），而网络只区分 {{outputs}} 个', '请去掉一些类别'],
  'classes.places': [
    '网络有 {{outputs}} 个输出，却为 {{classes}} 个类别给出了 {{count}} 个输出（{{places}}）',
    '请为每个类别指定 0 至 {{last}} 之间的一个输出',
  ],
  'classes.settled': ['已没有等待对应的类别', '请重新拖入图像'],
  'classes.unmatched': [
    '图像的类别（{{found}}）与网络的类别（{{known}}）不一致',
    '请按网络的类别命名文件夹，或手动对应',
  ],
  'classes.unnamed': [
    '图像的类别（{{found}}）与网络不一致（{{outputs}} 个没有名称的输出）',
    '请按网络的类别命名文件夹，或手动对应',
  ],

  'compare.nothing': ['没有要进行的运行', '请给出模型、方法和裁剪率；自行确定宽度的方法没有按裁剪率变化的分支'],
  'compare.overruled': [
    '-- 之后的 {{option}} 会与表中各行所述不符',
    '请去掉它：它由 --models、--methods、--rates、--seeds、--preset、--images、--ablate 和 --out 决定',
  ],
  'compare.same-folder': ['{{first}} 和 {{second}} 的运行会写入同一文件夹 {{folder}}', '请给其中一个改名'],

  'diverged.auxiliary': ['辅助训练第 {{step}} 步：损失或某个权重不再是有限数', gentler],
  'diverged.auxiliary-lambda': ['辅助训练第 {{step}} 步：损失或某个权重不再是有限数', gentlerStill],
  'diverged.fine-tuning': ['微调第 {{step}} 步：损失或某个权重不再是有限数', gentler],
  'diverged.fine-tuning-lambda': ['微调第 {{step}} 步：损失或某个权重不再是有限数', gentlerStill],
  'diverged.kernels': ['在层“{{layer}}”选择卷积核时：某个梯度不再是有限数', '请降低 lambda 或此前训练的学习率'],
  'diverged.pre-training': [
    '从新权重训练第 {{step}} 步：损失或某个权重不再是有限数',
    '请比较带批归一化的网络，或去掉 --ablate pretrained',
  ],
  'diverged.scores': ['评估：类别得分不再是有限数', gentler],
  'diverged.scores-lambda': ['评估：类别得分不再是有限数', gentlerStill],
  'diverged.scratch': ['从头训练第 {{step}} 步：损失或某个权重不再是有限数', gentler],
  'diverged.selected': ['选择：所选的某个权重不再是有限数', gentler],
  'diverged.selected-lambda': ['选择：所选的某个权重不再是有限数', gentlerStill],
  'diverged.selection': [
    '在 {{layers}} 选入 {{channels}} 个信道之后：某个得分或损失不再是有限数',
    '请降低 lambda 或此前训练的学习率',
  ],

  'drop.files': ['拖入的内容超过 {{most}} 个文件', '请只拖入其中一部分'],
  'drop.size': ['拖入的内容解开后超过 {{most}} GiB', '请只拖入其中一部分'],

  'file.missing': ['没有这个文件或文件夹', '请检查路径'],
  'file.no-images': ['没有图像', '请提供以类别命名的文件夹、它们的 zip、IDX、.npz 或 CIFAR 批文件'],
  'file.no-model': ['没有这个模型', '请给出 public/models 下的名称、文件或文件夹'],

  'folders.deep': ['{{file}} 嵌套在 {{depth}} 层文件夹中', '请拖入包含各类别的文件夹'],
  'folders.hidden': ['图像都在隐藏文件夹中', '请拖入该文件夹本身'],

  'gzip.damaged': ['文件被截断或损坏，无法解压', packAgain],

  'hdf5.array-size': ['其中的数组“{{array}}”为 [{{shape}}]：超过这么大的文件所能容纳的', saveAgain],
  'hdf5.array-values': ['其中的数组“{{array}}”与其声明不符', saveAgain],
  'hdf5.broken': ['HDF5 文件已损坏（{{message}}）', saveAgain],
  'hdf5.deadly': ['HDF5 文件已损坏，并使读取程序崩溃', saveAgain],
  'hdf5.deep': ['其中的组嵌套超过 {{most}} 层', saveAgain],
  'hdf5.groups': ['其中的组超过 {{most}} 个', saveAgain],
  'hdf5.none': ['它不是 HDF5 文件，或被截断', saveAgain],
  'hdf5.reader': ['HDF5 文件的读取程序无法启动', '请重新加载页面'],
  'hdf5.slow': ['HDF5 文件在 {{seconds}} 秒内未能读完：文件已损坏', saveAgain],

  'idx.cut-short': ['文件头被截断', again],
  'idx.images': ['只有图像，没有标签', '请同时拖入标签文件'],
  'idx.labels': ['只有标签，没有图像', '请同时拖入图像文件'],
  'idx.length': ['数值有 {{bytes}} 字节，但文件头 [{{shape}}] 应有 {{promised}} 字节', again],
  'idx.pair': ['{{file}} 有 {{images}} 张图像，却有 {{labels}} 个标签', '请拖入配套的文件'],
  'idx.same-part': ['{{files}} 会同时用于训练，或同时用于测试', '请拖入一套文件，其测试文件名含 t10k 或 test'],
  'idx.shape': [
    '它的形状为 [{{shape}}]，而图像应为 [count, height, width] 或 [count, height, width, 3]',
    '请拖入图像文件和标签文件，每张图像一个标签',
  ],
  'idx.sizes': ['{{train}} 的图像为 {{trainSize}}，而 {{test}} 的为 {{testSize}}', '请拖入同一套文件'],
  'idx.type': ['IDX 的类型为 {{type}}，而图像和标签应为字节', '请以类型 8 保存'],

  'images.archive': ['{{file}} 是无法读取的压缩格式', '请解压后拖入文件夹，或它的 zip'],
  'images.canvas': ['本浏览器无法在 worker 中绘制图像', '请使用较新的浏览器，或以数组形式提供图像'],
  'images.count': ['{{file}} 含 {{count}} 张图像', '请只拖入一部分，最多 {{most}} 张'],
  'images.dataset': [
    '{{file}} 是无法读取的数据集格式',
    '请把图像存放在以类别命名的文件夹中，或存为含 x_train 和 y_train 的 .npz',
  ],
  'images.full-missing': ['此处没有 CIFAR-10 的全部 60,000 张图像', '请用 `npm run data` 获取'],
  'images.missing': ['没有打开图像', '请先打开图像'],
  'images.no-archive': ['{{file}} 的名称像压缩包，却不是压缩包', again],
  'images.none': ['{{file}} 中没有图像', '请拖入含图像的文件'],
  'images.pickle': [
    '{{file}} 是 Python pickle（CIFAR 的 Python 版即是），它可能执行任意程序',
    '请在 Python 中转为 .npz：d = pickle.load(open(FILE, "rb"), encoding="bytes"); np.savez("images.npz", x_train=d[b"data"].reshape(-1, 3, 32, 32), y_train=d[b"labels"])（CIFAR-100 用 d[b"fine_labels"]）',
  ],
  'images.size': ['{{file}} 的图像为 {{height}} × {{width}} 像素', '请以其他尺寸保存'],
  'images.undecoded': ['{{count}} 张图像都无法解码：{{files}}', '请存为 PNG 或 JPEG'],

  'inspect.group': ['{{network}} 没有由 {{layer}} 读取的信道', '请打开该次运行所裁剪的网络'],
  'inspect.none-left': ['{{layer}} 的某一层将一个信道也不剩', '请先保留另一个'],

  'json.broken': ['它不是 JSON（{{message}}）', saveAgain],
  'json.deep': ['JSON 嵌套超过 {{most}} 层', '模型不会如此：请重新保存'],
  'json.long': ['JSON 有 {{bytes}} 字节，超过 {{most}} 字节', '拓扑结构远没有这么长：请重新保存模型'],

  'kept.gone': ['本浏览器已不再保存该运行', '它已被删除，或许是在另一个标签页中：请重新加载页面'],
  'kept.no-room': ['本浏览器未能保存该运行的网络（{{reason}}）', '请在下一次运行取代它之前将它存为文件'],
  'kept.picture': ['本浏览器无法绘制该图片', '请改存为 SVG'],
  'kept.too-large': ['该网络太大，本浏览器不予保存', '请在下一次运行取代它之前将它存为文件'],

  'labels.classes': ['标签区分的类别超过 {{most}} 个', '请拖入类别更少的图像'],
  'labels.columns': ['{{array}} 有 {{columns}} 列', '请最多保存 {{most}} 个类别'],
  'labels.empty': ['第 {{row}} 行的标签为空', '请给出类别的名称'],
  'labels.mixed': ['标签有的是字符串，有的是数字', '请统一类型后保存'],
  'labels.none': ['第 {{row}} 行没有标出类别', oneClass],
  'labels.number': ['第 {{row}} 行的标签为 {{label}}', '请给出类别编号，0 至最多 {{most}}'],
  'labels.several': ['第 {{row}} 行同时标出多个类别', oneClass],
  'labels.shape': [
    '{{array}} 的形状为 [{{shape}}]，而标签应为 [count]、[count, 1] 或独热编码的 [count, classes]',
    '请以其中一种形状保存',
  ],
  'labels.share': ['第 {{row}} 行含 {{share}}，不能作为类别的份额', '独热标签请存为 0 和 1'],
  'labels.words': ['{{array}} 为每张图像给出 {{columns}} 个字符串', '请为每张图像保存一个类别名'],

  'language.missing': ['无法加载 {{language}} 的文字', '请检查网络连接后重新选择'],

  'layer.axes': ['作用于 {{count}} 个轴；只能对信道归一化', rebuild],
  'layer.axis': ['作用于 [{{shape}}] 的第 {{axis}} 个轴；信道必须是最后一个轴（channels_last）', rebuild],
  'layer.channels': ['它读取的张量没有轴，也就没有信道', rebuild],
  'layer.combines': ['无法合并形状为 {{shapes}} 的张量', rebuild],
  'layer.configuration': ['其配置目前不受支持（{{message}}）', '请构建不含它的层'],
  'layer.crops': ['把 {{height}} × {{width}} 全部剪掉了', rebuild],
  'layer.fault': ['{{message}}', rebuild],
  'layer.fed': ['输入层只能被输入，不能被调用', rebuild],
  'layer.images': ['应为图像 [batch, height, width, channels]，实际为 [{{shape}}]', rebuild],
  'layer.input-shape': ['输入层没有给出形状', rebuild],
  'layer.input-size': ['输入没有固定的高度、宽度或信道数', '请以固定的输入形状构建模型'],
  'layer.inputs': ['应有一个输入，实际有 {{count}} 个', rebuild],
  'layer.joins': ['无法沿第 {{axis}} 个轴拼接形状为 {{shapes}} 的张量', rebuild],
  'layer.no-inputs': ['应有输入，实际没有', rebuild],
  'layer.numbers': ['{{channels}} 个信道却有 {{count}} 个数', rebuild],
  'layer.order': ['它读取层“{{layer}}”，但后者不在它之前', rebuild],
  'layer.output-size': ['它的输出将为 [{{shape}}]', rebuild],
  'layer.permutes': ['[{{order}}] 不是 [{{shape}}] 各轴的排列', rebuild],
  'layer.rank': ['应有 {{rank}} 个轴，实际为 [{{shape}}]', rebuild],
  'layer.refused': ['TensorFlow.js 拒绝它（{{message}}）', '请构建不含该设置的层'],
  'layer.reshapes': ['无法把 [{{shape}}] 变为 [{{target}}]', rebuild],
  'layer.setting': ['设置 {{setting}} 目前不受支持（{{message}}）', '请构建不含它的层'],
  'layer.several': ['应有多个输入，实际有 {{count}} 个', rebuild],
  'layer.softmax': ['[{{shape}}] 没有可作 softmax 的第 {{axis}} 个轴', rebuild],
  'layer.weight-size': ['它的权重将为 [{{shape}}]', '请构建单元更少的层'],
  'layer.window': ['它的窗口覆盖 {{taps}} 个元素', '请构建最多 {{most}} 个元素的层'],
  'layer.window-fit': ['大小为 {{taps}} 的窗口放不进 {{size}}', rebuild],

  'link.damaged': ['链接中的配方不完整或已损坏', linkAgain],
  'link.field': ['链接中的配方：{{field}}：{{message}}', linkAgain],
  'link.groups': ['{{network}} 没有链接中设置了裁剪率或手动取舍的 {{groups}}', '请打开它们所属的网络'],
  'link.images': [
    '链接用的是完整的 CIFAR-10，而本页面旁没有它；已打开内置图像',
    '请用 npm run data 取得，或使用内置图像',
  ],
  'link.unknown': ['链接中的配方含有“{{field}}”，此版本的 Espalier 不认识它', linkAgain],

  'log.about': ['无法读取 {{entry}} 中关于这次运行的内容', runFileAgain],
  'log.event': ['第 {{line}} 行：不是 JSON 格式的运行事件', logAgain],
  'log.field': ['第 {{line}} 行：{{field}}：{{message}}', logAgain],
  'log.missing': ['其中缺少 {{entry}}', runFileAgain],
  'log.newer': ['第 {{line}} 行：版本 {{version}} 比 {{known}} 新', '请用更新的 Espalier 打开'],
  'log.recording': ['页面没有内置名为“{{name}}”的运行记录', '请检查地址'],
  'log.run': ['第 {{line}} 行：与前面的行属于不同的运行', '请把各次运行的日志分开'],
  'log.size': ['{{bytes}} 字节超过日志应有的大小', '请拖入最多 {{most}} 字节的日志'],
  'log.start': ['第 {{line}} 行：日志结束时还没有运行的开始', logAgain],
  'log.told': ['{{message}}'],
  'log.version': ['第 {{line}} 行：版本 {{version}} 不存在', logAgain],

  'memory.batch': ['一批 {{batch}} 张图像需要 {{bytes}} 内存，而可用的只有 {{budget}}', '请减小批大小'],
  'memory.ended': ['在{{phase}}（{{detail}}）时内存耗尽（{{message}}）', lessMemory],
  'memory.ended-estimated': [
    '在{{phase}}（{{detail}}）时内存耗尽，原估计为 {{budget}} 中的 {{bytes}}（{{message}}）',
    lessMemory,
  ],
  'memory.ended-starting': ['刚开始内存就耗尽（{{message}}）', lessMemory],
  'memory.heads': [
    '训练“{{network}}”的辅助分类器，即使每次一张图像也需要 {{bytes}}，而可用的只有 {{budget}}；层“{{layer}}”占用最多',
    smaller,
  ],
  'memory.running': [
    '运行“{{network}}”，即使每次一张图像也需要 {{bytes}}，而可用的只有 {{budget}}；层“{{layer}}”占用最多',
    smaller,
  ],
  'memory.selecting': [
    '选择“{{network}}”的信道，即使每次一张图像也需要 {{bytes}}，而可用的只有 {{budget}}；层“{{layer}}”占用最多',
    smaller,
  ],
  'memory.tensor': ['{{bytes}} 的张量放不进内存，其中 {{taken}} 已被占用'],
  'memory.training': [
    '训练“{{network}}”，即使每次一张图像也需要 {{bytes}}，而可用的只有 {{budget}}；层“{{layer}}”占用最多',
    smaller,
  ],

  'model.activation': ['层“{{layer}}”（{{className}}）：激活函数 {{activation}} 未知', '请按名称使用 Keras 的激活函数'],
  'model.call-argument': ['调用层“{{layer}}”时 {{name}} = {{value}}，无法理解', withoutIt],
  'model.call-input': ['层“{{layer}}”读取“{{source}}”，但它不存在', saveAgain],
  'model.call-loop': ['层“{{layer}}”读取自己的输出', saveAgain],
  'model.call-number': ['层“{{layer}}”没有第 {{call}} 次调用', saveAgain],
  'model.call-output': ['层“{{layer}}”读取第 {{output}} 个输出，但此处没有层产生它', withoutIt],
  'model.calls': ['它调用层超过 {{most}} 次', '请构建得短一些'],
  'model.center-crop': [unsupported, '请改用 Cropping2D'],
  'model.class': [unsupported, '请重新构建不含它的模型，或只用：{{classes}}'],
  'model.deep': ['模型嵌套超过 {{most}} 层', '请构建得扁平一些'],
  'model.hard-sigmoid': [
    '层“{{layer}}”（{{className}}）：运行它的 TensorFlow.js 用的是 Keras 2 的 hard sigmoid',
    '请用 sigmoid 构建该层',
  ],
  'model.hub': [unsupported, 'TensorFlow Hub 模块是程序：请改用 keras.applications 中的网络'],
  'model.inner-inputs': ['其中的模型“{{model}}”有 {{inputs}} 个输入，调用时却给了 {{given}} 个', '请重新保存模型'],
  'model.input-shape': ['第一层“{{layer}}”没有给出输入形状', '请在保存之前按输入形状构建模型'],
  'model.keras1': [
    '层“{{layer}}”是 2017 年以前 Keras 1 的写法',
    '请在 Keras 2 中加载模型（pip install keras==2.2.4）并重新保存',
  ],
  'model.lambda': [
    unsupported,
    '它的 Python 代码不在文件中：请改用 Rescaling、Resizing、Activation 或其他层，并重新保存',
  ],
  'model.layers': ['它的层超过 {{most}} 个（内部模型的层也计入）', '请构建得短一些'],
  'model.masking': [unsupported, '不支持掩码：请保存不含它的模型'],
  'model.no-layers': ['网络没有层', '请保存有层的模型'],
  'model.operation': ['层“{{layer}}”是运算 {{operation}}，不受支持', '请重新构建不含它的模型，或只用：{{classes}}'],
  'model.own-class': ['层“{{layer}}”属于自定义的类 {{className}}', '请只用 Keras 的层重新构建模型'],
  'model.prelu': ['层“{{layer}}”的激活函数是 PReLU', '请把 PReLU 作为单独的层放在其后'],
  'model.program': [
    '模型属于类“{{className}}”：它的层是 Python 代码，不在文件中',
    '请构建为 Sequential 或 Functional 模型再保存',
  ],
  'model.prune-wrapper': [unsupported, '请调用 tfmot.sparsity.keras.strip_pruning(model) 并保存其返回值'],
  'model.quantised': ['层“{{layer}}”已量化为整数', '请保存 quantize() 之前的模型'],
  'model.quantise-wrapper': [unsupported, unquantised],
  'model.saved-model': [unsupported, 'SavedModel 是程序：请改用 Keras 的层构建网络'],
  'model.second-input': ['输入层“{{layer}}”读取另一个层', '请重新保存模型'],
  'model.setting': [
    '层“{{layer}}”（{{className}}）：设置 {{setting}} = {{value}} 无法理解',
    '请构建不含它的层并重新保存',
  ],
  'model.topology': ['其拓扑结构不是 Keras 模型（在 {{place}} 处）', '请以 Sequential 或 Functional 模型完整保存'],
  'model.topology-start': ['其拓扑结构不是 Keras 模型（在开头处）', '请以 Sequential 或 Functional 模型完整保存'],

  'network.checkpoint': [
    'TensorFlow 检查点只有权重，没有层',
    '请把它加载到 Keras 模型中再保存：model.save("model.keras")',
  ],
  'network.classes': ['“{{network}}”区分 {{outputs}} 个类别', '请打开最多 {{most}} 个类别的网络'],
  'network.foreign': ['无法读取 PyTorch 和 ONNX 模型', dropNetwork],
  'network.frozen': ['冻结的 TensorFlow 图已没有可裁剪的层', '请使用生成它的 Keras 模型'],
  'network.git-lfs': ['这是 Git LFS 指针，只代表它所指的文件', '请获取文件本身：git lfs pull，或其页面上的下载按钮'],
  'network.input': [
    '“{{network}}”读取 [{{shape}}]，而图像应为 [height, width, 1 或 3]',
    '请打开读取固定尺寸图像的网络',
  ],
  'network.missing': ['没有打开网络', '请先打开一个网络'],
  'network.none': ['{{files}}：没有模型', dropNetwork],
  'network.none-dropped': ['什么也没有：没有模型', dropNetwork],
  'network.none-many': ['{{files}} 以及另外 {{more}} 个文件：没有模型', dropNetwork],
  'network.outputs': [
    '网络只有一个输出：它不区分类别，因此没有信道有助于区分',
    '请打开至少有两个类别、每类一个输出的网络',
  ],
  'network.rows': [
    '“{{network}}”的输出为 [{{shape}}]，不是一行类别得分：它不是分类器',
    '请打开每个类别有一个输出的网络',
  ],
  'network.saved-model': [
    'SavedModel 是程序，不是层的列表',
    '请在 Keras 中加载并重新保存：keras.models.load_model(FOLDER).save("model.keras")',
  ],
  'network.scores': [
    '“{{network}}”对“{{dataset}}”图像的类别得分不全是有限数',
    '请检查权重是否完整，以及输入像素的范围是否与训练时一致',
  ],
  'network.several': ['有 {{count}} 个模型：{{first}} 和 {{second}}', '请每次只拖入一个'],
  'network.several-folders': ['有 {{count}} 个模型：{{first}} 和 {{second}}', '请每次只拖入一个，连同它的文件夹'],
  'network.tflite': ['TensorFlow Lite 模型是冻结的', '请裁剪生成它的 Keras 模型'],
  'network.topology-alone': [
    '只有拓扑结构，没有权重',
    '请同时拖入 model.save_weights("model.weights.h5") 的文件，或完整保存模型',
  ],
  'network.weights-alone': [
    '只有权重，没有拓扑结构',
    '请保存完整的模型：model.save("model.keras")，或同时拖入 model.to_json() 的 JSON',
  ],
  'network.web-page': ['这是保存下来的网页，不是文件本身', '请在浏览器中打开该网页，从那里下载文件本身'],

  'npz.images-twice-test': ['{{arrays}} 都是测试图像', '请只保留其中一个'],
  'npz.images-twice-train': ['{{arrays}} 都是训练图像', '请只保留其中一个'],
  'npz.labels-twice-test': ['{{arrays}} 都是测试标签', '请只保留其中一个'],
  'npz.labels-twice-train': ['{{arrays}} 都是训练标签', '请只保留其中一个'],
  'npz.pair': ['{{labels}} 有 {{labelCount}} 个标签，而 {{images}} 有 {{imageCount}} 张图像', '请以相同的行数保存'],
  'npz.roles': [
    '其中没有名为 x_train 和 y_train、或 images 和 labels 的数组，只有 {{arrays}}',
    '请以这些名称保存：np.savez(FILE, x_train=..., y_train=..., x_test=..., y_test=...)',
  ],
  'npz.sizes': ['{{first}} 的图像为 {{firstSize}}，而 {{second}} 的为 {{secondSize}}', '请以相同的尺寸保存'],

  'option.choice': ['--{{option}} {{value}} 未知', '请从 {{choices}} 中选择'],
  'option.file': ['缺少 FILE', '请给出 Keras 的 .keras 或 .h5 文件、TensorFlow.js 的文件夹或 zip，或内置网络的名称'],
  'option.method': ['--{{option}} 对 {{method}} 没有意义', '请去掉它，或从 {{methods}} 中选择'],
  'option.number': ['--{{option}} {{value}} 无效', '请给出 {{least}} 至 {{most}} 之间的数'],
  'option.out': ['缺少 --out DIR', '请指定写入裁剪后网络的文件夹'],
  'option.needs': ['--{{option}} 离开 --{{other}} 没有意义', '请去掉它，或两者都给出'],
  'option.size': ['--{{option}} {{value}} 无效', '请给出一个数，后面可跟 k、M 或 G：150k、5M、500kB'],
  'option.targets': ['--{{first}} 与 --{{second}} 不能同时使用', '请只给出其中一个'],
  'option.value': ['--{{option}} {{value}} 无效', '{{message}}'],
  'option.whole-number': ['--{{option}} {{value}} 无效', '请给出 {{least}} 至 {{most}} 之间的整数'],

  'pixels.finite': ['图像 {{image}} 的像素中有 {{value}}', '请保存由数字组成的图像'],
  'pixels.range': ['{{arrays}} 中的数在 {{least}} 至 {{most}} 之间：不是像素的范围', rangeRemedy],
  'pixels.range-strays': [
    '{{arrays}} 中的数在 {{least}} 至 {{most}} 之间，但几乎都集中在更小的范围：不是像素的范围',
    rangeRemedy,
  ],
  'pixels.rows': [imageShape, '请改变形状，例如 [{{count}}, height, width, channels]'],
  'pixels.shape': [imageShape, '请以其中一种形状保存'],
  'pixels.words': ['{{array}} 含字符串', '请把图像存为 uint8 或 float32'],

  'recipe.by-hand-blocks': [
    '分组卷积把 {{layer}} 的信道分成 {{blocks}} 组，各组须留下同样多：其中一组手动保留了 {{kept}} 个，另一组却只剩 {{left}} 个',
    '请减少手动保留或裁去的信道',
  ],
  'recipe.by-hand-channel': [
    '{{layer}} 的信道 {{channel}} 不能既保留又裁去，或不在其信道 0 至 {{last}} 之中',
    '请改正手动保留和裁去的信道',
  ],
  'recipe.by-hand-layer': ['手动取舍了“{{layer}}”的信道，但它不能裁剪', '请只取舍 {{layers}} 的信道'],
  'recipe.by-hand-method': ['{{method}} 不裁去信道，因此不能手动取舍', '请将所有信道交由方法决定，或另选方法'],
  'recipe.by-hand-none': ['{{layer}} 的某一层所需的信道全部被手动裁去', '请为它留下一个'],
  'recipe.field': ['{{field}}：{{message}}', '请改正后重新拖入'],
  'recipe.layer': ['层“{{layer}}”有自己的裁剪率，却不能裁剪', '请只为 {{layers}} 设置裁剪率'],

  'run.nothing-to-prune': [
    '网络“{{network}}”没有输入信道可以裁剪的层',
    '请打开这样的网络：其中有卷积层或全连接层独自读取另一个层；inspect 会说明每一层为何保留',
  ],
  'run.test-images': ['“{{dataset}}”没有测试图像', '请给出至少两张图像：每五张中有一张用于测试'],
  'run.train-images': ['“{{dataset}}”没有训练图像', '请给出至少两张图像：每五张中有一张用于测试'],

  'scaling.unknown': ['没有名为“{{scaling}}”的像素处理方式', '请从列表中选择'],

  'server.answer': ['服务器返回 {{status}}', '请检查文件夹是否完整地提供'],

  'slimming.scales': [
    'Slimming 依据批归一化的缩放系数（gamma），而 {{layers}} 可失去的信道并非都有',
    '请把该处的裁剪率设为 0，或选择其他方法',
  ],
  'slimming.target': ['全网络一个阈值会自行确定宽度，无法达到指定目标', '请选择每层一个阈值，或改用裁剪率'],

  'studio.baseline-gone': [
    '上次运行所裁剪的网络或其图像已不再打开',
    '请裁剪当前打开的网络，或重新打开那个网络和图像再裁剪一次',
  ],
  'studio.busy': ['有运行正在进行', '请取消它或等它结束'],
  'studio.changed': ['其间打开了别的内容', '请查看之后重新开始'],
  'studio.no-result': ['还没有完成的运行', '请先裁剪一个网络'],

  'tar.cut-short': ['文件被截断：缺少结尾', packAgain],
  'tar.entry': ['{{entry}} 被截断', packAgain],
  'tar.head': ['第 {{at}} 字节处的文件头损坏', packAgain],
  'tar.pax': ['PAX 记录损坏', packAgain],
  'tar.sparse': ['{{entry}} 以省略空洞的方式存储', '请不带 --sparse 打包 tar'],

  'target.bytes': ['无法裁剪到 {{most}} 字节：最小只能到 {{least}}', atLeast],
  'target.flops': ['无法裁剪到 {{most}} FLOPs：最小只能到 {{least}}', atLeast],
  'target.latency': [
    '处理 {{batch}} 张图像无法降到 {{milliseconds}} ms：信道最少时在此用 {{least}} ms，完整时用 {{whole}} ms',
    atLeast,
  ],
  'target.latency-batch': ['{{batch}} 张图像中内存一次只容得下 {{images}} 张，无法一起计时', '请改为一张图像的时间'],
  'target.latency-same': [
    '在此不会更快：处理 {{batch}} 张图像，信道最少时用 {{least}} ms，完整时用 {{whole}} ms，本机分辨不出差别',
    '请改选大小作为目标',
  ],
  'target.method': ['{{method}} 自行确定宽度，无法达到指定目标', '请选择其他方法，或改用裁剪率'],
  'target.params': ['无法裁剪到 {{most}} 个参数：最少只能到 {{least}}', atLeast],
  'target.sparse': ['{{method}} 不裁去信道，宽度对它没有意义', '请改用裁剪率'],

  'tfjs.bytes': [
    '{{files}}：{{bytes}} 字节，而 model.json 声明为 {{promised}} 字节',
    '文件被截断，或属于其他模型：请重新下载',
  ],
  'tfjs.graph': [
    'TensorFlow.js 图模型是冻结的：已没有可裁剪的层',
    '请转换 Keras 模型本身：tensorflowjs_converter --input_format keras model.h5 FOLDER',
  ],
  'tfjs.model': [
    '该 JSON 不是 TensorFlow.js 层模型（在 {{place}} 处）',
    '它需要 modelTopology 和 weightsManifest：请重新转换或保存模型',
  ],
  'tfjs.model-start': [
    '该 JSON 不是 TensorFlow.js 层模型（在开头处）',
    '它需要 modelTopology 和 weightsManifest：请重新转换或保存模型',
  ],
  'tfjs.shard': ['缺少权重文件 {{file}}', '请与 {{model}} 一起拖入'],
  'tfjs.twice': ['其权重中“{{name}}”出现了两次', '请重新转换或保存模型'],

  'weights.finite': ['权重“{{weight}}”含非有限数（NaN 或无穷大）', '训练已发散：请保存此前的模型'],
  'weights.missing': ['层“{{layer}}”需要权重 {{weight}} [{{shape}}]，但文件中没有该层的权重', saveWhole],
  'weights.npz': [
    '其权重为 model.weights.npz，这是 Keras 在没有 h5py 的 Python 中写出的',
    '请安装 h5py（pip install h5py）并重新保存模型',
  ],
  'weights.other': [
    '层“{{layer}}”需要权重 {{weight}} [{{shape}}]，但文件以未知的方式存放权重：{{kept}}',
    '请用最新的 Keras 3 把模型存为 .keras',
  ],
  'weights.shape': ['权重“{{weight}}”为 [{{shape}}]，而其层需要 [{{wanted}}]', saveWhole],
  'weights.shards': ['其权重分散在多个文件中', '请不带 max_shard_size 保存模型'],
  'weights.unsound': ['网络“{{network}}”的权重“{{weight}}”含非有限数（NaN 或无穷大）', '请重新保存训练失败之前的网络'],
  'weights.unsound-more': [
    '网络“{{network}}”的权重“{{weight}}”（以及另外 {{more}} 个）含非有限数（NaN 或无穷大）',
    '请重新保存训练失败之前的网络',
  ],

  'worker.deaf': ['它没有按要求停止'],
  'worker.died': ['工作线程已终止'],
  'worker.dismissed': ['它已被关闭'],
  'worker.fault': ['{{message}}'],
  'worker.none': ['没有启动工作线程'],
  'worker.script': ['无法加载工作线程的脚本'],
  'worker.superseded': ['已启动另一个工作线程'],
  'worker.unreadable': ['工作线程发来的内容无法读取'],

  'worsened.fine-tuning': [
    '即使学习率为 {{learningRate}}，微调仍使网络变差（{{images}} 张图像上从 {{before}}% 到 {{after}}%）：网络保持刚剪完时的样子',
    '请提供更多图像，或少剪一些信道',
  ],

  'writing.activation': [
    '层“{{layer}}”（{{className}}）：TensorFlow.js 没有激活函数“{{activation}}”',
    '请改为下载 .keras 或 .h5',
  ],
  'writing.hard-sigmoid': [
    '层“{{layer}}”（{{className}}）：Keras 3 的 hard sigmoid 与 TensorFlow.js 的不同',
    '请改为下载 TensorFlow.js 格式',
  ],
  'writing.relu': [
    '层“{{layer}}”（{{className}}）：TensorFlow.js 没有同时带斜率和阈值的 ReLU',
    '请改为下载 .keras 或 .h5',
  ],
  'writing.resizing': ['层“{{layer}}”（{{className}}）：TensorFlow.js 缩放图像的方式不同', '请改为下载 .keras 或 .h5'],
  'writing.upsampling': ['层“{{layer}}”（{{className}}）：TensorFlow.js 放大的方式不同', '请改为下载 .keras 或 .h5'],

  'zip.checksum': ['{{entry}} 已损坏：校验和与内容不符', packAgain],
  'zip.cut-short': ['{{entry}} 已损坏：被截断', packAgain],
  'zip.directory': ['无法打开 zip：其文件列表被截断或损坏', packAgain],
  'zip.encrypted': ['{{entry}} 已加密', '请用密码解开 zip，再拖入文件夹'],
  'zip.encrypted-directory': ['其文件列表已加密', '请用密码解开 zip，再拖入文件夹'],
  'zip.head': ['{{entry}} 已损坏：文件列表所指的位置没有条目', packAgain],
  'zip.method': ['{{entry}} 以方法 {{method}} 压缩', '请用普通的压缩方式（deflate）重新打包 zip'],
  'zip.name': ['{{entry}} 已损坏：文件列表中的名称不同', packAgain],
  'zip.outside': ['{{entry}} 已损坏：其起点在 zip 之外', packAgain],
  'zip.part': ['这是分卷 zip 中的一卷', '请重新打包成一个 zip'],
  'zip.size': ['{{entry}} 已损坏：{{packed}} 字节装不下它声明的 {{size}} 字节', packAgain],
};

export const placeTexts: Translation<typeof english.placeTexts> = {
  layer: '层“{{layer}}”',
  layerOfClass: '层“{{layer}}”（{{className}}）',
};
