import type { KeptRun } from '../kept/keptRun';
import type { QueueState } from './createQueue';
import { expectedTime } from './expectedTime';

/** The run under way, as far as it is known. */
interface UnderWay {
  /** Milliseconds. */
  readonly ran: number;
  readonly left: number | undefined;
}

/** Where a queue is that goes on. */
export interface Standing {
  /** Of the run under way, from 1. */
  readonly number: number;
  readonly all: number;
  /** Milliseconds until all are made; undefined until it can be told of the run under way. */
  readonly left: number | undefined;
}

/**
 * Runs that are still to come take as long as earlier ones did; where there are none, as long as the one under way.
 *
 * @param kept runs of any networks
 * @returns undefined while no queue of several runs goes on
 */
export function standingOf(
  { planned, goesOn, done }: Pick<QueueState, 'planned' | 'goesOn' | 'done'>,
  { ran, left }: UnderWay,
  kept: readonly KeptRun[],
): Standing | undefined {
  const [now, ...next] = planned;
  const all = done + planned.length;
  if (!now || !goesOn || all < 2) return undefined;
  const told = { number: done + 1, all };
  if (left === undefined) return { ...told, left };
  const isAlike = ({ network, images, status }: KeptRun): boolean =>
    network === now.network && images === now.images && status === 'finished';
  const recipes = next.map(({ recipe }) => recipe);
  const underWay = [{ recipe: now.recipe, ran: ran + left }];
  const toCome = expectedTime(recipes, kept.filter(isAlike)) ?? expectedTime(recipes, underWay) ?? 0;
  return { ...told, left: left + toCome };
}
