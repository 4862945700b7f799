import { translated } from '../translated';

/** Lesson 5. */
export const stoppingWords = translated('lessons/stopping.stoppingWords', {
  title: 'When to stop',
  steps: {
    curve: {
      title: 'Every channel helps less than the first',
      text: 'Here all {{channels}} channels of {{layer}} join, one after another. The joint loss $L$ falls from {{firstLoss}} to {{lastLoss}}. The first channel does nearly half of the work; the last ones do little. (The engine has computed this for the lesson, on fewer images than the recorded run of lesson 4 had, so its first loss differs a little.)\n\nHow many should stay?',
    },
    rule: {
      title: 'A threshold for the fall',
      text: 'Each bar is one channel’s fall of the loss, as a share of the first loss; the axis is logarithmic, so that small ones can be seen. Selection stops after the first bar that is not above $epsilon$: that channel is in by then. Move $epsilon$ and read off the width.',
    },
    predict: {
      title: 'Half the threshold, how many channels?',
      text: 'With $epsilon$ = {{epsilon}} the layer keeps {{width}} channels.',
      question: 'How many does it keep with ε = {{half}}?',
      right: 'Yes: {{halfWidth}}. The curve is steep first and then flat: half the threshold is not twice the width.',
      wrong: '{{halfWidth}}. The curve is steep first and then flat: half the threshold is not twice the width.',
    },
    early: {
      title: 'Too early, too late',
      text: 'With $epsilon$ = {{early}} only {{earlyWidth}} channels stay, and the loss is still {{earlyLoss}}. With $epsilon$ = {{late}} {{lateWidth}} stay: nothing is lost, and hardly anything is saved.\n\nOne $epsilon$ serves all layers. Each layer finds its own width, where its own curve is flat; this is [DCP-Adapt|adapt].',
    },
    play: {
      title: 'Run it for real',
      text: 'Choose the weight $lambda$ of discrimination, and have the engine select all channels of this layer anew. Does the curve bend elsewhere?',
    },
  },
  labels: {
    curve: 'Joint loss by channels that are in',
    unit: 'channels in',
    falls: 'Fall of the loss by each channel, on a logarithmic axis; {{width}} channels stay with ε = {{epsilon}}',
    keeps: 'ε = {{epsilon}} keeps {{width}} of {{channels}} channels; the loss is then {{loss}}.',
    early: 'Too early: ε = {{epsilon}}',
    late: 'Too late: ε = {{epsilon}}',
    looked: 'Channels that are in',
    epsilon: 'ε, the threshold',
    lambda: 'λ, the weight of discrimination',
    channels: '{{width}} channels',
    anew: 'L, computed now',
    before: 'L as before, λ = 0.1',
    compute: 'Select all channels with this λ',
  },
});
