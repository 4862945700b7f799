import { translated } from '../translated';

/** Lesson 6. */
export const healingWords = translated('lessons/healing.healingWords', {
  title: 'Healing',
  steps: {
    cut: {
      title: 'After the cut',
      text: '[DCP|dcp] has removed half of the channels of {{network}}. On {{images}} test images the [accuracy|accuracy] falls from {{baseline}}% to {{selected}}%: the channels that are left had learnt to work with those that are gone.',
      question: 'How much of the lost accuracy does fine-tuning bring back?',
      right: 'Yes. It comes back to {{pruned}}%: {{share}}% of what the cut had taken.',
      wrong: 'It comes back to {{pruned}}%: {{share}}% of what the cut had taken.',
    },
    epochs: {
      title: 'Training goes on',
      held: 'On {{held}} training images that are held out, the network is right on {{heldBefore}}% before, on {{heldFirst}}% after the first epoch, and on {{heldLast}}% after the last.',
      text: '[Fine-tuning|fine-tuning] is training with a small learning rate. The mean training loss falls from {{firstLoss}} in the first [epoch|epoch] to {{lastLoss}} in the last of {{epochs}}; most of that in the first few.',
    },
    teacher: {
      title: 'A teacher helps',
      text: 'The label of this picture says one word: {{label}}. The unpruned network says how much it resembles each class; after {{label}} comes {{second}}. In [distillation|distillation] the pruned network learns such answers, softened by the temperature $T$ = {{temperature}}; $alpha$ = {{alpha}} of the loss follows the teacher, the labels $y$ have the rest.\n\nMove $T$: at 1 the other classes hardly show, and far up all are alike.',
    },
    few: {
      title: 'What few images can do, and cannot',
      text: 'All this took {{train}} training images. In a run that the Compare view has, the network that DCP pruned reaches {{dcp}}% of {{few}} test images. The same small shape, trained from scratch on the same images for as many epochs, without a teacher, reaches {{scratch}}%.\n\nA few images can heal what was learnt before. They cannot teach it anew; and they do not bring back all: the unpruned network has {{whole}}%.',
    },
    run: {
      title: 'Heal it yourself, for real',
      text: 'Here {{network}} loses half of the channels before each convolution, chosen by L1, and is trained in your browser: twice through as many images as you set, with the unpruned network as its teacher. The accuracy is measured on training images that are held out. That takes about 20 seconds, more on a phone; you can stop it.\n\nHow much do more images bring?',
    },
  },
  choices: { all: 'Nearly all', half: 'A good part, not all', nothing: 'Almost nothing' },
  labels: {
    bars: 'Accuracy on test images, with 95% intervals',
    baseline: 'Unpruned',
    selected: 'After the cut',
    pruned: 'Fine-tuned',
    scratch: 'Trained from scratch',
    method: 'Pruned by',
    teacher: 'The teacher’s softened answer',
    temperature: 'T, the temperature',
    epoch: 'Epoch',
    loss: 'Mean training loss by epoch',
    epochs: 'epochs',
    held: 'accuracy on {{images}} held-out training images',
    healed: 'Accuracy by epoch, and that of the unpruned network',
    images: 'Training images',
    run: 'Cut and train',
    stop: 'Stop',
    progress: 'Training',
    'held-bars': 'Accuracy on {{images}} held-out training images, with 95% intervals',
    'healed-with': 'Fine-tuned on {{images}} images',
    'loss-name': 'training loss',
  },
});
