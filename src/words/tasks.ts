/** What the page waits for. */
import { builderNames } from './names';
import { fill, type Told } from './text';
import { translated } from './translated';

export const tasks = translated('tasks.tasks', {
  'keep-classes': 'Keeping {{count}} classes',
  'load-cifar10': 'Loading CIFAR-10',
  'match-classes': 'Matching the classes',
  measure: 'Measuring the accuracy',
  open: 'Opening {{name}}',
  'open-first': 'Opening CIFAR-10 and {{network}}',
  pack: 'Packing {{file}}',
  'replace-worker': 'The worker was lost; starting another',
  'scale-images': 'Scaling the images',
  'take-up': 'Taking up the pruned {{network}}',
  start: 'Starting {{backend}}',
  'start-any': 'Starting the backend',
});

export const buildTexts = translated('tasks.buildTexts', { building: 'Building {{network}}' });

interface BuildTask {
  readonly code: 'build';
  readonly builder: keyof typeof builderNames;
}

export type Task = Told<typeof tasks> | BuildTask;

export const tellTask = (task: Task): string =>
  task.code === 'build'
    ? fill(buildTexts.building, { network: builderNames[task.builder] })
    : fill(tasks[task.code], task);
