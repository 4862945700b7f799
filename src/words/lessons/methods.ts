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
      text: 'After the cut and the same fine-tuning: accuracy on {{images}} test images, with 95% intervals. DCP has {{dcp}}%, Random {{random}}%. One run each: all intervals meet, so this alone does not prove that one method is better. More seeds and more images are needed; the Compare view has them.',
    },
  },
  labels: {
    sets: '{{method}}: {{shared}} in common with DCP',
  },
});
