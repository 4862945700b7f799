import type * as english from '../../lessons/healing';
import type { Translation } from '../../text';

export const healingWords: Translation<typeof english.healingWords> = {
  title: '恢复准确率',
  steps: {
    cut: {
      title: '刚剪完的时候',
      text: '[DCP|dcp] 去掉了 {{network}} 一半的信道。在 {{images}} 张测试图像上，[准确率|accuracy]从 {{baseline}}% 降到 {{selected}}%：留下的信道原来是和去掉的信道一起工作的。',
      question: '微调能找回多少损失的准确率？',
      right: '对。它回到 {{pruned}}%，找回了所失的 {{share}}%。',
      wrong: '它回到 {{pruned}}%，找回了所失的 {{share}}%。',
    },
    epochs: {
      title: '继续训练',
      held: '在 {{held}} 张留出的训练图像上，微调前分对 {{heldBefore}}%，第一轮后 {{heldFirst}}%，最后一轮后 {{heldLast}}%。',
      text: '[微调|fine-tuning]就是用较小的学习率继续训练。平均训练损失从第一[轮|epoch]的 {{firstLoss}} 降到最后一轮（共 {{epochs}} 轮）的 {{lastLoss}}，大部分下降发生在最初几轮。',
    },
    teacher: {
      title: '有老师来帮忙',
      text: '这张图的标签只有一个词：{{label}}。未裁剪的网络还会说它与每一类有多像：排在{{label}}之后的是{{second}}。在[知识蒸馏|distillation]中，裁剪后的网络学习这样的回答，并用温度 $T$ = {{temperature}} 使它变得柔和；损失中的 $alpha$ = {{alpha}} 跟随教师，其余由标签 $y$ 决定。\n\n移动 $T$：等于 1 时几乎看不到别的类别，很大时各类都差不多。',
    },
    few: {
      title: '少量图像能做什么，不能做什么',
      text: '这一切只用了 {{train}} 张训练图像。在“对比”视图的一次运行里，经 DCP 裁剪并恢复的网络在 {{few}} 张测试图像上达到 {{dcp}}%。同样的小网络用同样的图像、同样的轮数从头训练，没有教师，只有 {{scratch}}%。\n\n少量图像能修复以前学到的东西，却不能重新教会它，也找不回全部：未裁剪的网络是 {{whole}}%。',
    },
    run: {
      title: '亲手修复一次',
      text: '在这里，{{network}} 的每个卷积层都会失去一半的输入信道（按 L1 选择），然后在你的浏览器里训练：用你设定数量的图像训练两轮，由未裁剪的网络当教师。准确率在留出的训练图像上测量。大约需要 20 秒，手机上更久一些；可以随时停止。\n\n图像多一些，能多找回多少？',
    },
  },
  choices: { all: '几乎全部', half: '一大部分，但不是全部', nothing: '几乎没有' },
  labels: {
    bars: '测试图像上的准确率，附 95% 区间',
    baseline: '未裁剪',
    selected: '刚剪完',
    pruned: '微调之后',
    scratch: '从头训练',
    method: '裁剪方法',
    teacher: '教师柔化后的回答',
    temperature: '温度 T',
    epoch: '轮次',
    loss: '每轮的平均训练损失',
    epochs: '轮',
    held: '{{images}} 张留出训练图像上的准确率',
    healed: '各轮的准确率，以及未裁剪网络的准确率',
    images: '训练图像数',
    run: '裁剪并训练',
    stop: '停止',
    progress: '训练进度',
    'held-bars': '{{images}} 张留出训练图像上的准确率，附 95% 区间',
    'healed-with': '用 {{images}} 张图像微调之后',
    'loss-name': '训练损失',
  },
};
