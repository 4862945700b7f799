import { translated } from '../translated';

/** Lesson 1. */
export const channelWords = translated('lessons/channel.channelWords', {
  title: 'What a channel is',
  steps: {
    image: {
      title: 'A picture of 32 by 32 pixels',
      text: 'A small network looks at this picture and answers with {{share}}% certainty: {{label}}. It has never seen this picture before.\n\nFor each pixel the picture holds three numbers: how much red, green and blue. It has three channels; look at each alone. How the network gets from them to its answer, we can look at, layer by layer.',
    },
    maps: {
      title: 'Sixteen ways to look',
      text: 'The first layer moves sixteen small filters over the picture ([convolution|convolution]). Each makes a [feature map|feature-map]: bright where its filter finds what it responds to. Each of the sixteen is a [channel|channel]. Tap one to see it large.',
    },
    deeper: {
      title: 'Further in, coarser and less like a picture',
      text: 'The fifth layer reads 32 channels, a quarter as wide and a quarter as high. One can no longer say what most of them see; but the network can use it. Tap one to see it large.',
    },
    without: {
      title: 'What if one channel were gone?',
      text: 'We silence one of the sixteen at a time, and ask the network again, about this picture and about {{images}} test images. Nothing is trained.',
      question: 'What happens to the {{images}} test images if one channel is gone?',
      right:
        'Yes. Without channel {{worst}} the accuracy falls from {{whole}}% to {{worstAccuracy}}%; without channel {{best}} it is {{bestAccuracy}}%. This {{label}} becomes: {{worstClass}}.',
      wrong:
        'It depends on the channel. Without channel {{worst}} the accuracy falls from {{whole}}% to {{worstAccuracy}}%; without channel {{best}} it is {{bestAccuracy}}%. This {{label}} becomes: {{worstClass}}.',
    },
    which: {
      title: 'Silence them yourself',
      text: 'Tap a channel, and see what the network says without it. Some can go and hardly anything changes; some carry a lot. [Channel pruning|pruning] has to find out which: before anything is cut, and not for one channel but for half of them at once.',
    },
    run: {
      title: 'Several at once, for real',
      text: 'What you have seen so far was measured beforehand, one channel at a time. Now tap as many as you like, and let the network answer {{images}} test images without them, here in your browser. That takes about 5 seconds, more on a phone.\n\nTake two out that do little alone. Do their losses add up?',
    },
  },
  choices: {
    same: 'Hardly anything, whichever it is',
    all: 'The network fails, whichever it is',
    some: 'It depends on the channel',
  },
  colours: { all: 'All colours', red: 'Red', green: 'Green', blue: 'Blue' },
  labels: {
    picture: 'The picture: {{label}}',
    large: 'Channel {{channel}} of {{layer}}, large; white is the layer’s largest value, {{most}}',
    colours: 'Channels of the picture',
    answer: 'The network’s answer',
    whole: 'All channels',
    without: 'Without channel {{channel}}',
    silent: '{{silent}} of {{channels}} silenced',
    missing: 'Without channels {{channels}}',
    run: 'Run the network without them',
    change: 'Accuracy: {{points}} percentage points (95% interval: {{range}})',
    sides: 'Right before and wrong now: {{lost}}. Wrong before and right now: {{won}}.',
    accuracy: 'Accuracy on {{images}} test images',
  },
});
