import { translated } from '../translated';

/** Lesson 7. */
export const methodsWords = translated('lessons/methods.methodsWords', {
  title: 'What the methods choose differently',
  steps: {
    rules: {
      title: 'Five rules, one layer',
      text: 'Every method removes half of the channels that {{layer}} reads. Random draws them by lot; L1 keeps those whose filters have the largest weights; ThiNet drops what changes the next output least; Slimming trains with a penalty that makes channels small; DCP asks which lower the joint loss most.\n\nChannels that all five keep are filled.',
    },
    overlap: {
      title: 'How much do they agree?',
      text: 'Each keeps {{keeps}} of {{channels}}. Look at DCP and L1.',
      question: 'How many channels do both keep?',
      right: 'Yes: {{shared}}. Two draws by lot would share {{chance}} on average.',
      wrong: '{{shared}}. Two draws by lot would share {{chance}} on average.',
    },
    accuracy: {
      title: 'Does it matter?',
      text: 'After the cut and the same fine-tuning: accuracy on {{images}} test images, with 95% intervals. DCP has {{dcp}}%, Random {{random}}%. One run each: all intervals meet, so this alone does not prove that one method is better. More seeds and more images are needed; the Compare view has them.\n\nRight after the cut they lie further apart: from {{cutLeast}}% to {{cutMost}}%. Fine-tuning hides much of what a choice was worth.',
    },
    mistakes: {
      title: 'The images that only one gets wrong',
      text: 'Each of the five has pruned {{network}} anew for this step, with {{epochs}} epochs of fine-tuning only. Each network gets some of {{images}} test images wrong that the four others get right: here are the first of them, in the order of the test images.',
      question: 'Which of the five gets fewest images wrong that all others get right?',
      right:
        'Yes: {{fewest}}, {{fewestAlone}} images. {{most}} has most: {{mostAlone}}. Each errs on images of its own, even the best: which are lost depends on the channels that are kept.',
      wrong:
        '{{fewest}}: {{fewestAlone}} images. {{most}} has most: {{mostAlone}}. Each errs on images of its own, even the best: which are lost depends on the channels that are kept.',
    },
    run: {
      title: 'Let one choose, for real',
      text: 'Choose a method: it selects {{keeps}} of the channels that {{layer}} reads, here in your browser. The kept weights are then fitted anew, for its choice and for DCP’s recorded one, on the same 128 training images with $lambda$ = 0.1. That takes about 5 seconds, more on a phone. Random draws anew each time.\n\nThe recorded run had pruned the layers before {{layer}} when it chose, and saw other images. So its choice need not have the lowest loss here, and DCP may choose otherwise now.',
    },
  },
  labels: {
    bars: 'Accuracy on test images, with 95% intervals',
    alone: '{{method}}: {{alone}} wrong alone, {{right}} right',
    said: '{{label}}; it says {{answer}}',
    moment: 'When',
    cut: 'After the cut',
    'fine-tuned': 'Fine-tuned',
    choose: 'Method',
    run: 'Select and measure',
    recorded: 'DCP, recorded',
    anew: '{{method}}, now',
    agree: 'Both keep {{shared}} of {{keeps}}. Two draws by lot share {{chance}} on average.',
    sets: '{{method}}: {{shared}} in common with DCP',
  },
});
