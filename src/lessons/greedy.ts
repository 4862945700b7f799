import { type JoiningStep, type LayerSelection, rankedChannels, rankOf } from './layerSelection';

/** What a recorded selection shows of greed: how the list of scores changes as channels join. */
export interface GreedyNumbers {
  readonly selection: LayerSelection;
  readonly channels: number;
  readonly keeps: number;
  readonly first: JoiningStep;
  readonly second: JoiningStep;
  /** The channel with the largest score while nothing has joined. */
  readonly winner: number;
  /** The next on that first list. */
  readonly nextOnList: number;
  /** The channel that joins second, its place on the first list, and that of `nextOnList` on the second. */
  readonly joinsSecond: number;
  readonly oldRank: number;
  readonly newRank: number;
  /** The best of the first list, as many as are kept; and which of them are kept. */
  readonly topOfList: readonly number[];
  readonly topThatStay: readonly number[];
}

/** @throws where the selection has fewer than two steps */
export function greedyNumbers(selection: LayerSelection): GreedyNumbers {
  const [first, second] = selection.steps;
  const [winner, nextOnList] = first ? rankedChannels(first) : [];
  const joinsSecond = second?.chosen[0];
  if (!first || !second || winner === undefined || nextOnList === undefined || joinsSecond === undefined)
    throw new Error(`"${selection.layer}" was not selected step by step`);
  const keeps = selection.order.length;
  const topOfList = rankedChannels(first).slice(0, keeps);
  return {
    ...{ selection, first, second, winner, nextOnList, joinsSecond, topOfList, keeps },
    channels: first.scores.length,
    oldRank: rankOf(joinsSecond, first),
    newRank: rankOf(nextOnList, second),
    topThatStay: topOfList.filter((channel) => selection.order.includes(channel)),
  };
}
