/** What the page says over its panels. */
import { type ErrorData, type Failure, tellFailure } from './errors';
import { type Misfit, tellMisfit } from './fields';
import { type Task, tellTask } from './tasks';
import { fill, type Told } from './text';
import { translated } from './translated';

export const news = translated('notices.news', {
  'images-asked': 'The first {{count}} of {{all}} images are asked: no more stay on the page',
  'recipe-read': 'The recipe is that of {{file}}',
  'other-run': 'The run of this link is not in this browser; this is a recorded one, with the recipe of the link',
  'run-read': 'The run is that of {{file}}',
  'runs-read': '{{count}} runs were read: the last is shown, Compare has them all',
});

export const warnings = translated('notices.warnings', {
  unfit: '{{misfit}}; mend it, then prune',
  gone: 'The studio could not start again: {{reason}}; choose another backend',
  'not-kept': 'This browser keeps no runs ({{reason}}): download what you need before you leave',
});

/** A run was asked for while a field of the recipe holds what it cannot. */
interface Unfit {
  readonly code: 'unfit';
  readonly misfit: Misfit;
}

export const losses = translated('notices.losses', {
  idle: 'The studio’s worker was lost ({{reason}}) and another has taken its place',
  working: 'The studio’s worker was lost ({{reason}}, at “{{task}}”) and another has taken its place',
});

export const recoveries = translated('notices.recoveries', {
  'nothing-open': '{{loss}}; nothing was open',
  'partly-open': '{{loss}}, but not all could be opened again: {{failure}}',
  reopened: '{{loss}}; everything open is open again',
});

/** The worker was lost, perhaps while it was at a task; another has taken its place. */
interface Recovered {
  readonly code: keyof typeof recoveries;
  readonly reason: Failure;
  readonly task?: Task;
  /** Why not all is open again. */
  readonly failure?: Failure;
}

/** The worker was lost, and no other could take its place. */
interface Gone {
  readonly code: 'gone';
  readonly reason: Failure;
}

/** Runs will be lost with the page. */
interface NotKept {
  readonly code: 'not-kept';
  readonly reason: Failure;
}

export type Message = Told<typeof news> | Unfit | Recovered | Gone | NotKept | Failure;

export function tellMessage(message: Message): string {
  if (isFailure(message)) return tellFailure(message);
  switch (message.code) {
    case 'unfit':
      return fill(warnings.unfit, { misfit: tellMisfit(message.misfit) });
    case 'gone':
      return fill(warnings.gone, { reason: tellFailure(message.reason) });
    case 'not-kept':
      return fill(warnings['not-kept'], { reason: tellFailure(message.reason) });
    case 'reopened':
    case 'partly-open':
    case 'nothing-open':
      return tellRecovered(message);
    default:
      return fill(news[message.code], message);
  }
}

const isFailure = (message: Message): message is ErrorData | string =>
  typeof message === 'string' || 'params' in message;

function tellRecovered({ code, reason, task, failure = '' }: Recovered): string {
  const told = { reason: tellFailure(reason), task: task ? tellTask(task) : '' };
  return fill(recoveries[code], {
    loss: fill(task ? losses.working : losses.idle, told),
    failure: tellFailure(failure),
  });
}
