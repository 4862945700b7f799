import { translated } from '../translated';

/** Words around all lessons. */
export const learnWords = translated('lessons/frame.learnWords', {
  lessons: 'Lessons',
  intro:
    'Seven short lessons on how a network loses channels. Each replays a run that was recorded, and every number is that run’s own.',
  minutes: 'about {{minutes}} min',
  steps: 'Steps of the lesson',
  'step-of': 'Step {{step}} of {{steps}}',
  next: 'Next step',
  before: 'Step before',
  'next-lesson': 'Next lesson: {{title}}',
  all: 'All lessons',
  present: 'Present',
  'present-end': 'End presentation',
  'full-screen': 'Full screen',
  'full-screen-end': 'Leave the full screen',
  'present-keys': 'Space and arrows move on and back, Escape ends.',
  'channel-score': 'Channel {{channel}}, score {{score}}',
  kept: 'Channels kept',
  channel: 'Channel',
  map: 'Channel {{channel}}',
  'kept-by': 'Channel {{channel}} is kept by: {{names}}.',
  'kept-by-none': 'Channel {{channel}} is kept by none of these.',
  reveal: 'Show the answer',
  figure: 'Figure',
  where: 'Point at a symbol, or tap it, to see what it stands for.',
  loading: 'Loading the recorded run…',
  locked: 'Locked by the link that you came by.',
  glossary: 'Glossary',
  teacher: 'For teachers',
  exercise: 'Exercise',
});

/** What a lesson is called where it cannot be shown. */
export const lessonWhat = translated('lessons/frame.lessonWhat', { lesson: 'The lesson' });
