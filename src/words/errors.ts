/**
 * What is wrong and what to do about it, by code: the area, then what it is. `{{name}}` is filled by a parameter of the
 * error.
 */
import { tellGroups } from './names';
import { tellPhaseId, tellWorkId } from './phases';
import { fill, joints, type Params, type ParamsOf } from './text';
import { translated } from './translated';

const again = 'download it again';
const packAgain = 'download it or pack it again';
const linkAgain = 'copy the whole link again, or go on without it';
const runFileAgain = 'export the run again, or open it in a newer Espalier';
const logAgain = 'write or download the log again';
const saveAgain = 'save the model again, or download its file again';
const saveArrayAgain = 'download it or save it again';
const saveWhole = 'save the model again, whole, with its weights';
const withoutIt = 'build the model without it and save again';
const atLeast = 'ask for that or more, or prune residual streams too (streams)';
const rebuild = 'rebuild that part of the model';
const smaller = 'choose smaller images or a smaller network';
const gentler = 'lower the learning rate ({{learningRate}})';
const gentlerStill = 'lower the learning rate ({{learningRate}}) or lambda ({{lambda}})';
const unsupported = 'layer "{{layer}}" is of class {{className}}, which is not supported';
const unquantised = 'save the model as it was before tfmot quantised it';
const oneClass = 'give every image one class';
const readTypes = 'save images as uint8 or float32, and labels as int64 or words';
const dropNetwork =
  'drop a Keras .keras or .h5 file, or a TensorFlow.js model.json with its weight files (or a folder or zip of them)';
const lessMemory = 'close other pages, or choose a smaller batch size, fewer samples or smaller images';

export const errors = translated('errors.errors', {
  'apoz.activations': [
    'APoZ counts zeros, but no ReLU puts out the channels that are pruned at {{layers}}',
    'give the prune rate 0 there, or choose another method',
  ],

  'archive.deep': ['archives lie in archives more than {{most}} deep', 'unpack the outer ones'],
  'archive.empty': ['the archive holds no files', 'pack it again'],

  'array.bytes': [
    '{{array}} holds {{bytes}} bytes of values, but its shape [{{shape}}] promises {{promised}}',
    saveArrayAgain,
  ],
  'array.cut-short': ['it is cut short', saveArrayAgain],
  'array.fields': ['{{array}} holds rows of several fields', readTypes],
  'array.head': ['its head is damaged', saveArrayAgain],
  'array.head-length': ['its head is too long', saveArrayAgain],
  'array.objects': [
    '{{array}} holds Python objects (pickled), which are not read',
    'save arrays of one shape and type: np.savez(FILE, x_train=np.stack(images), y_train=np.array(labels))',
  ],
  'array.rank': ['it has {{axes}} axes', saveArrayAgain],
  'array.type': ['{{array}} holds the type {{type}}', readTypes],
  'array.word': ['row {{row}} is no word', saveArrayAgain],
  'array.words': ['{{array}} holds {{count}} words', 'save at most {{most}}'],

  'backend.dilated': ['training a dilated convolution is not supported on the wasm backend', 'choose webgpu or cpu'],
  'backend.none': ['no backend starts ({{reason}})', 'update the browser, or open the page in another'],

  cancelled: ['cancelled'],

  'cifar.label': ['record {{record}} has the label {{label}}, which {{dataset}} has no class for', again],
  'cifar.mixed': ['batches of CIFAR-10 and of CIFAR-100 together', 'drop one of the two'],
  'cifar.records': ["{{bytes}} bytes are no whole number of {{dataset}}'s records of {{record}}", again],

  'classes.few': ['a network tells two classes apart at least', 'keep two or more'],
  'classes.fixed': [
    'the outputs of "{{network}}" are bound to other channels of it, and none can go',
    'build the model with a layer of its own for the classes',
  ],
  'classes.many': [
    'the images are of {{count}} classes ({{found}}), but the network tells {{outputs}} apart',
    'leave some out',
  ],
  'classes.places': [
    '{{count}} outputs ({{places}}) for {{classes}} classes of a network with {{outputs}}',
    'give each class an output from 0 to {{last}}',
  ],
  'classes.settled': ['nothing waits for its classes any more', 'drop the images again to be asked again'],
  'classes.unmatched': [
    "the images' classes ({{found}}) do not match the network's ({{known}})",
    'name the folders after them, or match them by hand',
  ],
  'classes.unnamed': [
    "the images' classes ({{found}}) do not match the network's ({{outputs}} outputs without names)",
    'name the folders after them, or match them by hand',
  ],

  'compare.nothing': [
    'there is no run to make',
    'name a model, a method and a rate; a method that finds widths itself has no arms of rates',
  ],
  'compare.overruled': [
    '{{option}} behind -- would overrule what the rows say',
    'leave it out: --models, --methods, --rates, --seeds, --preset, --images, --ablate and --out decide it',
  ],
  'compare.same-folder': ['{{first}} and {{second}} would both have their runs in {{folder}}', 'rename one of them'],

  'diverged.auxiliary': [
    'auxiliary training, step {{step}}: the loss or a weight is no longer a finite number',
    gentler,
  ],
  'diverged.auxiliary-lambda': [
    'auxiliary training, step {{step}}: the loss or a weight is no longer a finite number',
    gentlerStill,
  ],
  'diverged.fine-tuning': ['fine-tuning, step {{step}}: the loss or a weight is no longer a finite number', gentler],
  'diverged.fine-tuning-lambda': [
    'fine-tuning, step {{step}}: the loss or a weight is no longer a finite number',
    gentlerStill,
  ],
  'diverged.kernels': [
    'selection of kernels in layer "{{layer}}": a gradient is no longer a finite number',
    'lower lambda or the learning rate of the training before',
  ],
  'diverged.pre-training': [
    'training from fresh weights, step {{step}}: the loss or a weight is no longer a finite number',
    'compare a network with batch norms, or leave out --ablate pretrained',
  ],
  'diverged.scores': ['evaluation: class scores are no longer finite numbers', gentler],
  'diverged.scores-lambda': ['evaluation: class scores are no longer finite numbers', gentlerStill],
  'diverged.scratch': [
    'training from scratch, step {{step}}: the loss or a weight is no longer a finite number',
    gentler,
  ],
  'diverged.selected': ['selection: a selected weight is no longer a finite number', gentler],
  'diverged.selected-lambda': ['selection: a selected weight is no longer a finite number', gentlerStill],
  'diverged.selection': [
    'selection in {{layers}}, after {{channels}} channels: a score or a loss is no longer a finite number',
    'lower lambda or the learning rate of the training before',
  ],

  'drop.files': ['what is dropped holds more than {{most}} files', 'drop a part of them'],
  'drop.size': ['what is dropped unpacks to more than {{most}} GiB', 'drop a part of it'],

  'file.missing': ['no such file or folder', 'check its path'],
  'file.no-images': ['no images', 'give class-named folders, a zip of them, IDX, .npz or CIFAR batches'],
  'file.no-model': ['no such model', 'give a name under public/models, a file or a folder'],

  'folders.deep': ['{{file}} lies in {{depth}} folders, one in another', 'drop the folder that holds the classes'],
  'folders.hidden': ['the images lie in hidden folders only', 'drop the folder itself'],

  'gzip.damaged': ['it is cut short or damaged and cannot be unpacked', packAgain],

  'hdf5.array-size': ['its array "{{array}}" is [{{shape}}]: more than a file of this size can hold', saveAgain],
  'hdf5.array-values': ['its array "{{array}}" does not hold what it says', saveAgain],
  'hdf5.broken': ['the HDF5 file is broken ({{message}})', saveAgain],
  'hdf5.deadly': ['the HDF5 file is broken, and breaks its reader', saveAgain],
  'hdf5.deep': ['its groups are nested more than {{most}} deep', saveAgain],
  'hdf5.groups': ['it holds more than {{most}} groups', saveAgain],
  'hdf5.none': ['it is no HDF5 file, or was cut short', saveAgain],
  'hdf5.reader': ['the reader of HDF5 files does not start', 'load the page again'],
  'hdf5.slow': ['the HDF5 file cannot be read within {{seconds}} seconds: it is broken', saveAgain],

  'idx.cut-short': ['its head is cut short', again],
  'idx.images': ['images without labels', 'drop the label file too'],
  'idx.labels': ['labels without images', 'drop the image file too'],
  'idx.length': ['{{bytes}} bytes of values, but its head [{{shape}}] promises {{promised}}', again],
  'idx.pair': ['{{labels}} labels for {{images}} images of {{file}}', 'drop files that belong together'],
  'idx.same-part': [
    '{{files}} would both be for training, or both for testing',
    'drop one set, its test files called t10k or test',
  ],
  'idx.shape': [
    'it is [{{shape}}], but images are [count, height, width] or [count, height, width, 3]',
    'drop the files of images and of their labels, one number each',
  ],
  'idx.sizes': ['{{train}} holds images of {{trainSize}}, but {{test}} of {{testSize}}', 'drop files of one set'],
  'idx.type': ['IDX of {{type}}, but images and labels are bytes', 'save it with the type 8'],

  'images.archive': [
    '{{file}} is an archive of a kind that is not read',
    'unpack it and drop the folder, or a zip of it',
  ],
  'images.canvas': ['this browser draws no images in workers', 'use a newer browser, or images as arrays'],
  'images.count': ['{{file}} holds {{count}} images', 'drop a part of them, at most {{most}}'],
  'images.dataset': [
    '{{file}} is a kind of data set that is not read',
    'save its images as files in folders named after their classes, or as an .npz with x_train and y_train',
  ],
  'images.full-missing': ['all 60,000 images of CIFAR-10 are not here', 'bring them with `npm run data`'],
  'images.missing': ['no images are open', 'open some first'],
  'images.no-archive': ['{{file}} is no archive, though it is named as one', again],
  'images.none': ['{{file}} holds no images', 'drop a file that holds some'],
  'images.pickle': [
    "{{file}} is a Python pickle (as CIFAR's Python version is), which could run any program",
    'make an .npz of it in Python: d = pickle.load(open(FILE, "rb"), encoding="bytes"); np.savez("images.npz", x_train=d[b"data"].reshape(-1, 3, 32, 32), y_train=d[b"labels"]) (d[b"fine_labels"] for CIFAR-100)',
  ],
  'images.size': ['{{file}} holds images of {{height}} x {{width}} pixels', 'save them in another size'],
  'images.undecoded': ['none of {{count}} images can be decoded: {{files}}', 'save them as PNG or JPEG'],

  'inspect.group': ['{{network}} has no channels that {{layer}} reads', 'open the network of this run'],
  'inspect.none-left': ['no channel would be left of a layer of {{layer}}', 'keep another one first'],

  'json.broken': ['it is not JSON ({{message}})', saveAgain],
  'json.deep': ['its JSON is nested more than {{most}} deep', 'no model is: save it again'],
  'json.long': ['its JSON has {{bytes}} bytes, more than {{most}}', 'a topology is far shorter: save the model again'],

  'kept.gone': ['this browser keeps that run no more', 'it was deleted, perhaps in another tab: reload the page'],
  'kept.no-room': [
    'this browser could not keep the network of this run ({{reason}})',
    'save it before the next run takes its place',
  ],
  'kept.picture': ['this browser could not draw the picture', 'save it as SVG instead'],
  'kept.too-large': ['this network is too large to keep here', 'save it before the next run takes its place'],

  'labels.classes': ['the labels tell more than {{most}} classes apart', 'drop images of fewer classes'],
  'labels.columns': ['{{array}} has {{columns}} columns', 'save at most {{most}} classes'],
  'labels.empty': ['the label in row {{row}} is empty', 'give the name of a class'],
  'labels.mixed': ['some labels are words and some are numbers', 'save them alike'],
  'labels.none': ['row {{row}} marks no class', oneClass],
  'labels.number': ['the label in row {{row}} is {{label}}', 'give the numbers of classes, 0 to at most {{most}}'],
  'labels.several': ['row {{row}} marks several classes alike', oneClass],
  'labels.shape': [
    '{{array}} is [{{shape}}], but labels are [count], [count, 1] or one-hot [count, classes]',
    'save them in one of these shapes',
  ],
  'labels.share': ['row {{row}} holds {{share}}, which is no share of a class', 'save one-hot labels as 0 and 1'],
  'labels.words': ['{{array}} holds {{columns}} words for every image', 'save one name of a class for each'],

  'language.missing': ['the words of {{language}} could not be loaded', 'look to the connection and choose it again'],

  'layer.axes': ['works on {{count}} axes; channels alone can be normalised', rebuild],
  'layer.axis': ['works on axis {{axis}} of [{{shape}}]; channels must be the last axis (channels_last)', rebuild],
  'layer.channels': ['it reads a tensor without axes, which has no channels', rebuild],
  'layer.combines': ['cannot combine tensors of shapes {{shapes}}', rebuild],
  'layer.configuration': [
    'its configuration is not supported as it stands ({{message}})',
    'build the layer without it',
  ],
  'layer.crops': ['crops all of {{height}} x {{width}} away', rebuild],
  'layer.fault': ['{{message}}', rebuild],
  'layer.fed': ['an input layer is fed, not applied', rebuild],
  'layer.images': ['expected images, [batch, height, width, channels], found [{{shape}}]', rebuild],
  'layer.input-shape': ['the input layer gives no shape', rebuild],
  'layer.input-size': ['the input has no fixed height, width or channels', 'build the model with a fixed input shape'],
  'layer.inputs': ['expected one input, found {{count}}', rebuild],
  'layer.joins': ['cannot join tensors of shapes {{shapes}} along axis {{axis}}', rebuild],
  'layer.no-inputs': ['expected inputs, found none', rebuild],
  'layer.numbers': ['has {{count}} numbers for {{channels}} channels', rebuild],
  'layer.order': ['it reads layer "{{layer}}", which does not come before it', rebuild],
  'layer.output-size': ['its output would be [{{shape}}]', rebuild],
  'layer.permutes': ['[{{order}}] is no order of the axes of [{{shape}}]', rebuild],
  'layer.rank': ['expected {{rank}} axes, found [{{shape}}]', rebuild],
  'layer.refused': ['TensorFlow.js refuses it ({{message}})', 'build the layer without that setting'],
  'layer.reshapes': ['cannot make [{{target}}] of [{{shape}}]', rebuild],
  'layer.setting': ['{{setting}} is not supported as it stands ({{message}})', 'build the layer without it'],
  'layer.several': ['expected several inputs, found {{count}}', rebuild],
  'layer.softmax': ['[{{shape}}] has no axis {{axis}} to take a softmax of', rebuild],
  'layer.weight-size': ['its weight would be [{{shape}}]', 'build the layer with fewer units'],
  'layer.window': ['its window reaches over {{taps}} entries', 'build the layer with at most {{most}}'],
  'layer.window-fit': ['a window of {{taps}} does not fit into {{size}}', rebuild],

  'link.damaged': ['the recipe in the link is cut short or damaged', linkAgain],
  'link.field': ['the recipe in the link: {{field}}: {{message}}', linkAgain],
  'link.groups': [
    '{{network}} has no {{groups}}, for which the link has rates or choices',
    'open the network that they are of',
  ],
  'link.images': [
    'the link is of all of CIFAR-10, which does not lie beside this page; the bundled images are open',
    'bring it by npm run data, or go on with these',
  ],
  'link.unknown': ['the recipe in the link has "{{field}}", which this Espalier does not know', linkAgain],

  'log.about': ['what {{entry}} says of the run cannot be read', runFileAgain],
  'log.event': ['line {{line}}: it is no event of a run in JSON', logAgain],
  'log.field': ['line {{line}}: {{field}}: {{message}}', logAgain],
  'log.missing': ['{{entry}} is missing in it', runFileAgain],
  'log.newer': ['line {{line}}: version {{version}} is newer than {{known}}', 'open it in a newer Espalier'],
  'log.recording': ['no recorded run "{{name}}" lies beside the page', 'check the address'],
  'log.run': ['line {{line}}: it is of another run than the lines before', 'keep the logs of runs apart'],
  'log.size': ['{{bytes}} bytes are more than a log has', 'drop one of at most {{most}}'],
  'log.start': ['line {{line}}: the log ends without the start of a run', logAgain],
  'log.told': ['{{message}}'],
  'log.version': ['line {{line}}: version {{version}} is none', logAgain],

  'memory.batch': [
    'a batch of {{batch}} images takes {{bytes}} of memory, and there are {{budget}}',
    'choose a smaller batch size',
  ],
  'memory.ended': ['memory has ended in {{phase}} ({{detail}}) ({{message}})', lessMemory],
  'memory.ended-estimated': [
    'memory has ended in {{phase}} ({{detail}}), for which {{bytes}} of {{budget}} were estimated ({{message}})',
    lessMemory,
  ],
  'memory.ended-starting': ['memory has ended in the beginning ({{message}})', lessMemory],
  'memory.heads': [
    'training heads of "{{network}}" takes {{bytes}} even with one image at a time, and there are {{budget}}; layer "{{layer}}" takes most of it',
    smaller,
  ],
  'memory.running': [
    'running "{{network}}" takes {{bytes}} even with one image at a time, and there are {{budget}}; layer "{{layer}}" takes most of it',
    smaller,
  ],
  'memory.selecting': [
    'selecting channels of "{{network}}" takes {{bytes}} even with one image at a time, and there are {{budget}}; layer "{{layer}}" takes most of it',
    smaller,
  ],
  'memory.tensor': ['a tensor of {{bytes}} does not fit in memory, of which {{taken}} are taken'],
  'memory.training': [
    'training "{{network}}" takes {{bytes}} even with one image at a time, and there are {{budget}}; layer "{{layer}}" takes most of it',
    smaller,
  ],

  'model.activation': [
    'layer "{{layer}}" ({{className}}): its activation {{activation}} is not known',
    'use one of Keras by its name',
  ],
  'model.call-argument': ['layer "{{layer}}" is called with {{name}} = {{value}}, which is not understood', withoutIt],
  'model.call-input': ['layer "{{layer}}" reads "{{source}}", which does not exist', saveAgain],
  'model.call-loop': ['layer "{{layer}}" reads its own output', saveAgain],
  'model.call-number': ['layer "{{layer}}" has no call number {{call}}', saveAgain],
  'model.call-output': ['layer "{{layer}}" reads an output number {{output}} that no layer makes here', withoutIt],
  'model.calls': ['it calls layers more than {{most}} times', 'build it shorter'],
  'model.center-crop': [unsupported, 'use Cropping2D in its place'],
  'model.class': [unsupported, 'rebuild the model without it, or from: {{classes}}'],
  'model.deep': ['models are nested more than {{most}} deep', 'build it flatter'],
  'model.hard-sigmoid': [
    'layer "{{layer}}" ({{className}}): TensorFlow.js, which runs it, has the hard sigmoid of Keras 2',
    'build the layer with a sigmoid',
  ],
  'model.hub': [
    unsupported,
    'a TensorFlow Hub module is a program: take the network from keras.applications in its place',
  ],
  'model.inner-inputs': [
    'the model "{{model}}" within it has {{inputs}} inputs and is called with {{given}}',
    'save the model again',
  ],
  'model.input-shape': [
    'the first layer, "{{layer}}", gives no input shape',
    'build the model for an input shape before saving it',
  ],
  'model.keras1': [
    'layer "{{layer}}" is written as Keras 1 did, before 2017',
    'load the model in Keras 2 (pip install keras==2.2.4) and save it again',
  ],
  'model.lambda': [
    unsupported,
    'its Python code is not in the file: put Rescaling, Resizing, Activation or another layer in its place and save again',
  ],
  'model.layers': ['it has more than {{most}} layers, those of inner models counted', 'build it shorter'],
  'model.masking': [unsupported, 'masks are not followed: save the model without it'],
  'model.no-layers': ['the network has no layers', 'save a model that has some'],
  'model.operation': [
    'layer "{{layer}}" is the operation {{operation}}, which is not supported',
    'rebuild the model without it, or from: {{classes}}',
  ],
  'model.own-class': [
    'layer "{{layer}}" is of the class {{className}}, which is your own',
    'rebuild the model of Keras layers alone',
  ],
  'model.prelu': ['layer "{{layer}}": a PReLU is its activation', 'put the PReLU behind it, as a layer of its own'],
  'model.program': [
    'the model is of the class "{{className}}": its layers are Python code, which the file does not hold',
    'build it as a Sequential or Functional model and save that',
  ],
  'model.prune-wrapper': [unsupported, 'call tfmot.sparsity.keras.strip_pruning(model) and save what it returns'],
  'model.quantised': ['layer "{{layer}}" is quantised to whole numbers', 'save the model as it was before quantize()'],
  'model.quantise-wrapper': [unsupported, unquantised],
  'model.saved-model': [unsupported, 'a SavedModel is a program: build the network of Keras layers in its place'],
  'model.second-input': ['the input layer "{{layer}}" reads another layer', 'save the model again'],
  'model.setting': [
    'layer "{{layer}}" ({{className}}): the setting {{setting}} = {{value}} is not understood',
    'build the layer without it and save again',
  ],
  'model.topology': [
    'its topology is no Keras model (at {{place}})',
    'save the model whole, as a Sequential or Functional model',
  ],
  'model.topology-start': [
    'its topology is no Keras model (at its start)',
    'save the model whole, as a Sequential or Functional model',
  ],

  'network.checkpoint': [
    'a TensorFlow checkpoint holds weights but no layers',
    'load it into the Keras model and save that: model.save("model.keras")',
  ],
  'network.classes': ['"{{network}}" tells {{outputs}} classes apart', 'open a network of at most {{most}} classes'],
  'network.foreign': ['PyTorch and ONNX models are not read', dropNetwork],
  'network.frozen': [
    'a frozen TensorFlow graph has no layers left to prune',
    'use the Keras model that it was made from',
  ],
  'network.git-lfs': [
    'this is a Git LFS pointer, which stands for the file that it names',
    'fetch the file itself: git lfs pull, or the download button of its page',
  ],
  'network.input': [
    '"{{network}}" reads [{{shape}}], but images are [height, width, 1 or 3]',
    'open a network that reads images of one size',
  ],
  'network.missing': ['no network is open', 'open one first'],
  'network.none': ['{{files}}: no model', dropNetwork],
  'network.none-dropped': ['nothing: no model', dropNetwork],
  'network.none-many': ['{{files}}, and {{more}} more: no model', dropNetwork],
  'network.outputs': [
    'the network has one output only: it tells no classes apart, so no channel helps it to',
    'open a network with an output for each of two classes or more',
  ],
  'network.rows': [
    '"{{network}}" puts out [{{shape}}], not one row of class scores: it is no classifier',
    'open one with an output for each class',
  ],
  'network.saved-model': [
    'a SavedModel is a program, not a list of layers',
    'load it in Keras and save it anew: keras.models.load_model(FOLDER).save("model.keras")',
  ],
  'network.scores': [
    'the class scores of "{{network}}" for the images of "{{dataset}}" are not all finite numbers',
    'check that its weights are whole and that it is given pixels scaled as it was trained on',
  ],
  'network.several': ['there are {{count}} models: {{first}} and {{second}}', 'drop one of them at a time'],
  'network.several-folders': [
    'there are {{count}} models: {{first}} and {{second}}',
    'drop one of them at a time, each with its folder',
  ],
  'network.tflite': ['a TensorFlow Lite model is frozen', 'prune the Keras model that it was made from'],
  'network.topology-alone': [
    'it holds a topology but no weights',
    'drop the file of model.save_weights("model.weights.h5") together with it, or save the model whole',
  ],
  'network.weights-alone': [
    'it holds weights but no topology',
    'save the whole model: model.save("model.keras"), or drop the JSON of model.to_json() together with it',
  ],
  'network.web-page': [
    'this is a web page, saved in the place of the file',
    'open the page in a browser and download the file itself from there',
  ],

  'npz.images-twice-test': ['{{arrays}} are both images for testing', 'keep one of them'],
  'npz.images-twice-train': ['{{arrays}} are both images for training', 'keep one of them'],
  'npz.labels-twice-test': ['{{arrays}} are both labels for testing', 'keep one of them'],
  'npz.labels-twice-train': ['{{arrays}} are both labels for training', 'keep one of them'],
  'npz.pair': [
    '{{labels}} has {{labelCount}} labels, but {{images}} has {{imageCount}} images',
    'save them with as many rows',
  ],
  'npz.roles': [
    'it has no arrays called x_train and y_train, or images and labels, but {{arrays}}',
    'save them under these names: np.savez(FILE, x_train=..., y_train=..., x_test=..., y_test=...)',
  ],
  'npz.sizes': ['images of {{firstSize}} in {{first}}, but of {{secondSize}} in {{second}}', 'save them in one size'],

  'option.choice': ['--{{option}} {{value}} is unknown', 'choose from {{choices}}'],
  'option.file': [
    'FILE is missing',
    'give a Keras .keras or .h5 file, a TensorFlow.js folder or zip, or a bundled name',
  ],
  'option.method': ['--{{option}} says nothing to {{method}}', 'leave it out, or choose from {{methods}}'],
  'option.number': ['--{{option}} {{value}} is not valid', 'give a number from {{least}} to {{most}}'],
  'option.out': ['--out DIR is missing', 'name the folder to write the pruned network to'],
  'option.needs': ['--{{option}} says nothing without --{{other}}', 'leave it out, or give both'],
  'option.size': [
    '--{{option}} {{value}} is not valid',
    'give a number, perhaps with k, M or G behind it: 150k, 5M, 500kB',
  ],
  'option.targets': ['--{{first}} and --{{second}} exclude each other', 'give one of them'],
  'option.value': ['--{{option}} {{value}} is not valid', '{{message}}'],
  'option.whole-number': ['--{{option}} {{value}} is not valid', 'give a whole number from {{least}} to {{most}}'],

  'pixels.finite': ['{{value}} among the pixels of image {{image}}', 'save images of numbers'],
  'pixels.range': [
    'the numbers in {{arrays}} lie between {{least}} and {{most}}: no range of pixels',
    'save pixels of 0 to 255, 0 to 1 or -1 to 1, not standardised; np.clip cuts off what lies beyond',
  ],
  'pixels.range-strays': [
    'the numbers in {{arrays}} lie between {{least}} and {{most}}, but nearly all of them closer together: no range of pixels',
    'save pixels of 0 to 255, 0 to 1 or -1 to 1, not standardised; np.clip cuts off what lies beyond',
  ],
  'pixels.rows': [
    '{{array}} is [{{shape}}], but images are [count, height, width] or [count, height, width, 1 or 3]',
    'reshape it, say to [{{count}}, height, width, channels]',
  ],
  'pixels.shape': [
    '{{array}} is [{{shape}}], but images are [count, height, width] or [count, height, width, 1 or 3]',
    'save it in one of these shapes',
  ],
  'pixels.words': ['{{array}} holds words', 'save images as uint8 or float32'],

  'recipe.by-hand-blocks': [
    'a convolution has the channels of {{layer}} in {{blocks}} groups, of which equally many must stay: by hand {{kept}} of one are kept, and only {{left}} of another are left',
    'keep or remove fewer of them',
  ],
  'recipe.by-hand-channel': [
    'channel {{channel}} of {{layer}} cannot be both kept and removed, or is none of its channels 0 to {{last}}',
    'mend the channels that are kept and removed by hand',
  ],
  'recipe.by-hand-layer': [
    'channels of "{{layer}}" are kept or removed by hand, but it cannot be pruned',
    'choose channels of {{layers}} only',
  ],
  'recipe.by-hand-method': [
    '{{method}} cuts no channels, so that none can be kept or removed by hand',
    'leave all channels to the method, or choose another',
  ],
  'recipe.by-hand-none': ['all channels that a layer of {{layer}} needs are removed by hand', 'leave it one of them'],
  'recipe.field': ['{{field}}: {{message}}', 'mend it and drop it again'],
  'recipe.layer': [
    'layer "{{layer}}" has a prune rate of its own but cannot be pruned',
    'give rates to {{layers}} only',
  ],

  'run.nothing-to-prune': [
    'network "{{network}}" has no layer whose input channels can be pruned',
    'open one with a convolution or a dense layer that alone reads another layer; inspect says of every layer why it is kept',
  ],
  'run.test-images': ['"{{dataset}}" has no images to test with', 'give at least two images: one of five is for tests'],
  'run.train-images': ['"{{dataset}}" has no images to train on', 'give at least two images: one of five is for tests'],

  'scaling.unknown': ['no scaling "{{scaling}}"', 'choose one of the list'],

  'server.answer': ['the server answers {{status}}', 'check that the folder is served whole'],

  'slimming.scales': [
    'slimming goes by the scales (gamma) of batch norms, and not every channel that {{layers}} may lose has one',
    'give the prune rate 0 there, or choose another method',
  ],
  'slimming.target': [
    'one threshold for the network finds widths itself and reaches no target',
    'choose one threshold a layer, or the prune rate',
  ],

  'studio.baseline-gone': [
    'the network that the last run pruned, or its images, are open no more',
    'prune what is open now, or open that network and its images and prune it again',
  ],
  'studio.busy': ['a run is in progress', 'cancel it or wait for its end'],
  'studio.changed': ['something else has been opened in the meantime', 'look at it, then start again'],
  'studio.no-result': ['no run has finished', 'prune a network first'],

  'tar.cut-short': ['it is cut short: its end is missing', packAgain],
  'tar.entry': ['{{entry}} is cut short', packAgain],
  'tar.head': ['the head at byte {{at}} is damaged', packAgain],
  'tar.pax': ['a PAX record is damaged', packAgain],
  'tar.sparse': ['{{entry}} is stored with its gaps left out', 'pack the tar without --sparse'],

  'target.bytes': ['it cannot be cut to {{most}} bytes: the least that can be had is {{least}}', atLeast],
  'target.flops': ['it cannot be cut to {{most}} FLOPs: the least that can be had is {{least}}', atLeast],
  'target.latency': [
    'it cannot be cut to {{milliseconds}} ms for {{batch}} images: with the fewest channels it takes {{least}} ms here, whole {{whole}} ms',
    atLeast,
  ],
  'target.latency-batch': [
    'of {{batch}} images only {{images}} fit in memory at a time, so that they cannot be timed together',
    'ask for the time of one image',
  ],
  'target.latency-same': [
    'no faster here: with the fewest channels it takes {{least}} ms for {{batch}} images, whole {{whole}} ms, no difference that this machine can tell',
    'choose a size instead',
  ],
  'target.method': ['{{method}} finds widths itself and reaches no target', 'choose another method, or the prune rate'],
  'target.params': ['it cannot be cut to {{most}} parameters: the least that can be had is {{least}}', atLeast],
  'target.sparse': ['{{method}} cuts no channels, so that widths mean nothing to it', 'choose the prune rate'],

  'tfjs.bytes': [
    '{{files}}: {{bytes}} bytes, but model.json promises {{promised}}',
    'the file was cut short or is of another model: download it again',
  ],
  'tfjs.graph': [
    'a TensorFlow.js graph model is frozen: it has no layers left to prune',
    'convert the Keras model itself: tensorflowjs_converter --input_format keras model.h5 FOLDER',
  ],
  'tfjs.model': [
    'this JSON is no TensorFlow.js layers model (at {{place}})',
    'it needs modelTopology and weightsManifest: convert or save the model again',
  ],
  'tfjs.model-start': [
    'this JSON is no TensorFlow.js layers model (at its start)',
    'it needs modelTopology and weightsManifest: convert or save the model again',
  ],
  'tfjs.shard': ['the weight file {{file}} is missing', 'drop it together with {{model}}'],
  'tfjs.twice': ['its weights hold "{{name}}" twice', 'convert or save the model again'],

  'weights.finite': [
    'weight "{{weight}}" holds numbers that are not finite (NaN or infinity)',
    'its training went astray: save the model as it was before',
  ],
  'weights.missing': [
    'layer "{{layer}}" needs the weight {{weight}} [{{shape}}], but the file has none of that layer\'s',
    saveWhole,
  ],
  'weights.npz': [
    'its weights are a model.weights.npz, which Keras writes where Python has no h5py',
    'install h5py (pip install h5py) and save the model again',
  ],
  'weights.other': [
    'layer "{{layer}}" needs the weight {{weight}} [{{shape}}], but the file keeps its weights in a way that is not known: {{kept}}',
    'save the model with a current Keras 3, as .keras',
  ],
  'weights.shape': ['weight "{{weight}}" is [{{shape}}], but its layer needs [{{wanted}}]', saveWhole],
  'weights.shards': ['its weights lie in several files', 'save the model without max_shard_size'],
  'weights.unsound': [
    'weight "{{weight}}" of network "{{network}}" holds numbers that are not finite (NaN or infinity)',
    'save the network again from before its training failed',
  ],
  'weights.unsound-more': [
    'weight "{{weight}}" (and {{more}} more) of network "{{network}}" holds numbers that are not finite (NaN or infinity)',
    'save the network again from before its training failed',
  ],

  'worker.deaf': ['it did not stop when it was told to'],
  'worker.died': ['the worker has died'],
  'worker.dismissed': ['it was dismissed'],
  'worker.fault': ['{{message}}'],
  'worker.none': ['no worker has been started'],
  'worker.script': ['the worker’s script could not be loaded'],
  'worker.superseded': ['another worker was started'],
  'worker.unreadable': ['the worker sent what cannot be read'],

  'worsened.fine-tuning': [
    'fine-tuning worsened the network, from {{before}}% to {{after}}% of {{images}} images, even with a learning rate of {{learningRate}}: it is as it was after the cut',
    'give more images, or remove fewer channels',
  ],

  'writing.activation': [
    'layer "{{layer}}" ({{className}}): TensorFlow.js has no activation "{{activation}}"',
    'download it as .keras or .h5 instead',
  ],
  'writing.hard-sigmoid': [
    'layer "{{layer}}" ({{className}}): Keras 3 has another hard sigmoid than TensorFlow.js',
    'download it as TensorFlow.js instead',
  ],
  'writing.relu': [
    'layer "{{layer}}" ({{className}}): TensorFlow.js has no ReLU with both a slope and a threshold',
    'download it as .keras or .h5 instead',
  ],
  'writing.resizing': [
    'layer "{{layer}}" ({{className}}): TensorFlow.js scales images otherwise',
    'download it as .keras or .h5 instead',
  ],
  'writing.upsampling': [
    'layer "{{layer}}" ({{className}}): TensorFlow.js scales up otherwise',
    'download it as .keras or .h5 instead',
  ],

  'zip.checksum': ['{{entry}} is damaged: its checksum is not that of its contents', packAgain],
  'zip.cut-short': ['{{entry}} is damaged: it is cut short', packAgain],
  'zip.directory': ['the zip cannot be opened: its list of files is cut short or damaged', packAgain],
  'zip.encrypted': ['{{entry}} is encrypted', 'unpack the zip with its password and drop the folder'],
  'zip.encrypted-directory': ['its list of files is encrypted', 'unpack the zip with its password and drop the folder'],
  'zip.head': ['{{entry}} is damaged: no entry begins where the list of files says', packAgain],
  'zip.method': [
    '{{entry}} is compressed by method {{method}}',
    'pack the zip again with ordinary compression (deflate)',
  ],
  'zip.name': ['{{entry}} is damaged: the list of files calls it otherwise', packAgain],
  'zip.outside': ['{{entry}} is damaged: it begins outside of the zip', packAgain],
  'zip.part': ['it is one part of a zip in several parts', 'pack it again as one zip'],
  'zip.size': ['{{entry}} is damaged: {{packed}} bytes cannot hold the {{size}} that it promises', packAgain],
} as const satisfies Readonly<Record<string, readonly [problem: string, remedy?: string]>>);

export type ErrorCode = keyof typeof errors;

export const isErrorCode = (code: unknown): code is ErrorCode =>
  typeof code === 'string' && Object.hasOwn(errors, code);

type TextsOf<Code extends ErrorCode> = (typeof errors)[Code][number];

/** What fills the places of a code's problem and remedy. */
export type ErrorParams<Code extends ErrorCode> = Code extends ErrorCode ? ParamsOf<TextsOf<Code>> : never;

/** Codes whose texts have no places. */
export type PlainErrorCode = { [Code in ErrorCode]: keyof ErrorParams<Code> extends never ? Code : never }[ErrorCode];

/** What an error is said of: a file by its name, or a layer. */
export type Place = string | { readonly layer: string; readonly className?: string };

export const placeTexts = translated('errors.placeTexts', {
  layer: 'layer "{{layer}}"',
  layerOfClass: 'layer "{{layer}}" ({{className}})',
});

const tellPlace = (place: Place): string => {
  if (typeof place === 'string') return place;
  return fill(place.className === undefined ? placeTexts.layer : placeTexts.layerOfClass, { ...place });
};

/** An error as data, which crosses to other threads and stands in logs. */
export interface ErrorData {
  readonly code: ErrorCode;
  readonly params: Params;
  /** What it is said of, outermost first. */
  readonly places?: readonly Place[];
}

/** What went wrong: an error's data where it has a code, else its message. */
export type Failure = ErrorData | string;

interface ErrorParts {
  readonly problem: string;
  /** Empty where there is none. */
  readonly remedy: string;
}

/** What is wrong, said of its places, and what to do. */
export function partsOfError({ code, params, places = [] }: ErrorData): ErrorParts {
  const [problem, remedy = ''] = errors[code];
  const told = idTellers[code]?.(params) ?? params;
  return { problem: [...places.map(tellPlace), fill(problem, told)].join(joints.colon), remedy: fill(remedy, told) };
}

const withGroupsTold = (params: Params): Params =>
  Object.fromEntries(Object.entries(params).map(([name, ids]) => [name, tellGroups(String(ids))]));

const withWorkTold = ({ phase = '', detail = '', ...others }: Params): Params => ({
  ...others,
  phase: tellPhaseId(String(phase)),
  detail: tellWorkId(String(detail)),
});

/** Errors whose parameters are ids, and what tells these in words. */
const idTellers: Partial<Record<ErrorCode, (params: Params) => Params>> = {
  'apoz.activations': withGroupsTold,
  'memory.ended': withWorkTold,
  'memory.ended-estimated': withWorkTold,
  'inspect.group': withGroupsTold,
  'inspect.none-left': withGroupsTold,
  'recipe.by-hand-blocks': withGroupsTold,
  'recipe.by-hand-channel': withGroupsTold,
  'recipe.by-hand-layer': withGroupsTold,
  'recipe.by-hand-none': withGroupsTold,
  'recipe.layer': withGroupsTold,
  'slimming.scales': withGroupsTold,
};

/** Both in one line. */
export const joinParts = ({ problem, remedy }: ErrorParts): string =>
  remedy === '' ? problem : `${problem}${joints.semicolon}${remedy}`;

export const tellError = (error: ErrorData): string => joinParts(partsOfError(error));

export const tellFailure = (failure: Failure): string => (typeof failure === 'string' ? failure : tellError(failure));
