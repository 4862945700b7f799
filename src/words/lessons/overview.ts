import { translated } from '../translated';

/** Of every lesson: its name, what one can do after it, and a question to ask the class. */
export const overviewWords = translated('lessons/overview.overviewWords', {
  channel: {
    title: 'What a channel is',
    aim: 'Say what a channel sees in an image, and what the network loses without it.',
    question: 'If two channels look alike on this image, may one of them go? What would you check?',
  },
  reconstruction: {
    title: 'Why reconstruction alone keeps the wrong channels',
    aim: 'Explain why the channels that reconstruct a layer best need not be those that tell classes apart.',
    question: 'Which photographs would you collect so that the background carries the largest values?',
  },
  discrimination: {
    title: 'The discrimination-aware loss',
    aim: 'Say what an auxiliary head measures, and what λ weighs against what.',
    question: 'Why does a head late in the network find its task easier than an early one?',
  },
  greedy: {
    title: 'Greedy selection, step by step',
    aim: 'Explain why the channel that joins second need not be the second on the first list.',
    question: 'Where outside of computing does one choose greedily, and where does it go wrong?',
  },
  stopping: {
    title: 'When to stop',
    aim: 'Read a width off a curve of losses, and say what a smaller ε costs.',
    question: 'Two layers have curves of different shapes. Should both keep the same share of channels?',
  },
  healing: {
    title: 'Healing',
    aim: 'Say what fine-tuning and distillation bring back, and what few images cannot.',
    question: 'Why can the answers of a teacher tell more than labels do?',
  },
  methods: {
    title: 'What the methods choose differently',
    aim: 'Compare the channels that several methods keep, and the accuracy that each leaves.',
    question: 'Two methods keep different channels and reach the same accuracy. What does that say of the channels?',
  },
});
