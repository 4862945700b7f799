import { translated } from '../translated';

/** Lesson 3. */
export const discriminationWords = translated('lessons/discrimination.discriminationWords', {
  title: 'The discrimination-aware loss',
  steps: {
    head: {
      title: 'A second opinion inside the network',
      text: 'The network’s own answer comes at its end. To ask earlier, one puts a small classifier on a layer: an [auxiliary head|auxiliary-head]. It averages each channel of the output $O$ into features $F$, and its weights $theta$ turn them into classes.\n\nIt only measures; after pruning it is thrown away. Tap another layer to put it there.',
    },
    loss: {
      title: 'How well does it tell the classes apart?',
      text: 'Its loss $LS$ is the [cross-entropy|cross-entropy] in [nats|nats]. Guessing among ten classes costs 2.30. With no channel in, the head at {{early}} stands at {{startLS}}: worse than guessing. With {{count}} of 16 channels, chosen at $lambda$ = 0.1, it stands at {{earlyLS}}.',
    },
    depth: {
      title: 'Early or late',
      text: 'We select {{count}} channels of {{layer}} twice: with the head at {{early}}, and with the head at {{late}}, three convolutions further on. Both with $lambda$ = 0.1.',
      question: 'Which head ends with the lower loss?',
      right:
        'Yes: the later head ends at {{lateLS}}, the early one at {{earlyLS}}. Between them three more convolutions pull the classes apart. The two choices have {{shared}} of {{count}} channels in common: at so small a $lambda$ the head hardly changes them.',
      wrong:
        'The later head: it ends at {{lateLS}}, the early one at {{earlyLS}}. Between them three more convolutions pull the classes apart. The two choices have {{shared}} of {{count}} channels in common: at so small a $lambda$ the head hardly changes them.',
    },
    weigh: {
      title: 'λ weighs the one against the other',
      text: 'The [joint loss|joint-loss] $L$ adds both. Move $lambda$: as it grows, $LS$ falls and $LM$ rises, and other channels are chosen. At {{early}}, $lambda$ = 10 takes {{changed}} of {{count}} channels that $lambda$ = 0 leaves out.',
    },
    play: {
      title: 'Switch the head, move it, and select for real',
      text: 'Choose where the head reads, and $lambda$; without a head the network’s own loss stands in. The engine learns the head anew and selects on real photographs.\n\nWithout a head, $LS$ is read at the end of the network, where all later layers have helped: it is smaller there for any choice, so compare it with other values of $lambda$, not with a head’s.',
    },
  },
  labels: {
    network: 'The convolutions of vgg-small; the head reads {{layer}}',
    size: 'At {{layer}} the head has {{channels}} features, one for each channel, and {{channels}} times {{classes}} = {{weights}} weights.',
    joined: 'Channels that are in',
    'of-all': '{{joined}} of {{channels}}',
    off: 'No head',
    at: 'Head at {{layer}}',
    where: 'Where the head reads',
    lambda: 'λ, the weight of discrimination',
    kept: 'Channels of {{layer}} that are kept',
  },
});
