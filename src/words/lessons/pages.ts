import { translated } from '../translated';

/** Words of the glossary, the exercise and the teacher's page. */
export const pageWords = translated('lessons/pages.pageWords', {
  'glossary-intro':
    'Every term and symbol that the lessons and the studio use. Symbols are those of the paper (Zhuang et al., NeurIPS 2018).',
  notions: 'Terms',
  symbols: 'Symbols',
  formulas: 'Formulas',
  settings: 'Settings and figures of the studio',
  'exercise-title': 'Exercise: your four channels against those of Algorithm 2',
  'exercise-text':
    'This is conv3 of vgg-small, as in the lesson on greedy selection. Choose four of its sixteen channels. The engine fits their weights on {{images}} real photographs, measures the joint loss with λ = 0.1 and a head at conv3, and lets [Algorithm 2|algorithm] choose four too. Whose loss is lower?\n\nEach picture is what the channel sees in the photograph of lesson 1. Loud is not always useful.',
  'teacher-intro':
    'Seven lessons, about {{minutes}} minutes in all without their experiments. They replay recorded runs: no GPU is needed, and pupils can use their phones.',
  lesson: 'Lesson',
  aim: 'Afterwards pupils can',
  time: 'Minutes',
  question: 'A question for the class',
  print: 'Print',
  'link-title': 'A link for the class',
  'link-text':
    'The link opens a lesson at a step. What you hide is not shown; what you lock can be seen, but not used.',
  'link-lesson': 'Lesson',
  'link-step': 'Step',
  hide: 'Hide',
  lock: 'Lock',
  'as-presentation': 'As a presentation',
  'the-link': 'The link',
});

/** Parts of a lesson that a link can hide or lock. */
export const partNames = translated('lessons/pages.partNames', {
  predictions: 'predictions',
  experiments: 'experiments',
  formulas: 'formulas',
  navigation: 'ways out of the lesson',
});
