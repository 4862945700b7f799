import { translated } from '../translated';

/**
 * Lesson 4. `$G$` is a symbol, `[word|channel]` a word of the glossary, `{{winner}}` a number of the run that is replayed.
 */
export const greedyWords = translated('lessons/greedy.greedyWords', {
  title: 'Greedy selection, step by step',
  steps: {
    empty: {
      title: 'Everything out',
      text: 'This is layer {{layer}} of a small network that sorts photographs. It reads {{channels}} [channels|channel]. You see a real run, which was recorded.\n\nThe layer may keep {{keeps}} of them. [Greedy selection|greedy] begins with none: the set $A$ is empty, and the [joint loss|joint-loss] $L$ is {{firstLoss}}.\n\nNothing is measured yet. Guess {{keeps}} channels; step 7 comes back to your guess.',
    },
    list: {
      title: 'Ask every channel the same question',
      text: 'How steeply would the loss $L$ fall if this channel came in? The answer is a slope: the gradient $G$ of the loss for the weights that read the channel.\n\nEach bar is the length of one gradient. The longer the bar, the more this channel could help now. Tap one to read it.',
    },
    first: {
      title: 'Which channel joins first?',
      text: '[Algorithm 2|algorithm] of the paper takes one channel at a time. Look at the bars.',
      question: 'Which one does it take?',
      right:
        'Yes: channel {{winner}} has the longest bar, {{winnerScore}}. It joins, its weights are fitted, and the loss falls from {{firstLoss}} to {{secondLoss}}.',
      wrong:
        'It takes channel {{winner}}, whose bar is the longest: {{winnerScore}}. It joins, its weights are fitted, and the loss falls from {{firstLoss}} to {{secondLoss}}.',
    },
    second: {
      title: 'And which one second?',
      text: 'Channel {{winner}} is in. On the list that you see, channel {{nextOnList}} comes next, then {{third}} and {{fourth}}. The list was made before channel {{winner}} joined.',
      question: 'Which channel joins now?',
      right: 'Yes: channel {{joinsSecond}}. It stood only in place {{oldRank}} of the old list.',
      wrong: 'Channel {{joinsSecond}} joins. It stood only in place {{oldRank}} of the old list.',
    },
    changed: {
      title: 'Because every gradient has changed',
      text: 'The outlines are the old bars, the filled ones are new, each drawn against the longest of its own list. Channel {{winner}} now does part of the work, so less is left to gain: the longest new bar is {{secondScore}}, where it was {{winnerScore}}.\n\nChannel {{nextOnList}} has fallen from place 2 to place {{newRank}}: much of what it offered is already there. A channel is worth what it adds to those that are in.',
    },
    onward: {
      title: 'Choose, refit, ask again',
      text: 'That is the whole of it: measure all gradients, take the largest, fit the weights of the set $A$, and measure again. Move through the {{keeps}} steps, and watch the loss $L$ below the bars.',
    },
    compare: {
      title: 'Reading the first list once is not the same',
      text: 'Had we simply taken the {{keeps}} longest bars of the very first list, only {{shared}} of the {{keeps}} would be the same. Channel {{nextOnList}}, second on that list, is never chosen.\n\nGreedy does not look ahead, and it takes nothing back. It can miss the best set; but it never forgets to ask again.',
    },
    play: {
      title: 'Your turn: choose for it',
      text: 'Tap channels to put them in by hand, in your order. The studio then fits the weights of this layer on real photographs, measures all gradients anew, and lets Algorithm 2 choose the rest. It takes some seconds.\n\nCan you end at a lower loss than greed alone?',
    },
  },
  labels: {
    channel: 'Channel {{channel}}',
    bars: 'Length of the gradient of each channel of {{layer}}; the longest is channel {{channel}} with {{score}}',
    longest: 'longest: {{score}}',
    longestThen: 'longest: {{score}}; outlines, before: {{old}}',
    looked: 'channel {{channel}}: {{score}}, place {{place}}',
    guess: 'your guess',
    guessed: 'your guess, {{count}} of {{keeps}}: {{channels}}',
    in: 'in: {{channels}}',
    none: 'none yet',
    losses: 'Joint loss after each channel that joins',
    joined: 'channels in',
    step: 'Channels that are in',
    firstList: 'longest of the first list',
    chosen: 'chosen by greed',
  },
});
