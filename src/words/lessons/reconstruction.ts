import { translated } from '../translated';

/** Lesson 2. Its layer is constructed, and says so; its losses are the engine's. */
export const reconstructionWords = translated('lessons/reconstruction.reconstructionWords', {
  title: 'Why reconstruction alone keeps the wrong channels',
  steps: {
    maps: {
      title: 'A layer made up for this lesson',
      text: 'Six [channels|channel] look at pictures of boats and of cars. We made these pictures up, so that one sees at once what each channel sees; what follows is computed by the same engine as everything else here.\n\nWaves, clouds and fence are strong, and the same for both. Only the sail and the wheels tell a boat from a car, and they are faint. Look at other pictures with the slider.',
    },
    largest: {
      title: 'Keep two, so that the output changes least',
      text: 'The [reconstruction loss|reconstruction] $LM$ asks for the layer’s output $O$ to stay what it was, $Ob$. It counts large values most.',
      question: 'Which two channels keep it smallest?',
      right: 'Yes: {{aloneSet}}. The loss $LM$ is then {{aloneLM}}.',
      wrong: 'It keeps {{aloneSet}}, the two with the largest values: $LM$ is then {{aloneLM}}.',
    },
    coin: {
      title: 'What is left cannot tell the classes apart',
      text: 'With {{aloneSet}} alone, the [cross-entropy|cross-entropy] of the classes is {{aloneLS}} [nats|nats]. That is ln 2: a coin does as well. The output is reconstructed, and the boat is gone.',
    },
    joint: {
      title: 'Ask for both',
      text: 'The [joint loss|joint-loss] $L$ adds the discrimination loss $LS$, times a weight $lambda$. With $lambda$ = 1 the engine keeps {{jointSet}}: $LS$ falls to {{jointLS}}, while $LM$ rises to {{jointLM}}. Move $lambda$, and see where the choice turns over.',
    },
    contest: {
      title: 'Exercise: choose two yourself',
      text: 'Choose two channels; the engine fits their weights and measures the joint loss with $lambda$ = 1, and then lets [Algorithm 2|algorithm] choose. Whose loss is lower?',
    },
  },
  channels: {
    waves: 'waves',
    clouds: 'clouds',
    fence: 'fence',
    sail: 'sail',
    wheels: 'wheels',
    grain: 'grain',
  },
  labels: {
    pair: 'Pictures, pair',
    boat: 'A boat',
    car: 'A car',
    map: '{{channel}}, {{image}}',
    and: '{{first}} and {{second}}',
    lambda: 'λ, the weight of discrimination',
  },
});
