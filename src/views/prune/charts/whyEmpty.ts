import type { LayerState, RunState } from '../../../runs/state';
import type { emptyScores } from '../../../words/pruneView';

/**
 * Why a layer has no scores, or no losses, to be drawn: they come `later`, are being taken now (`measuring`), were taken before
 * a search took its network up `again`, or there are `none`.
 */
export function whyEmpty(
  { phase, network, tries, report }: Pick<RunState, 'phase' | 'network' | 'tries' | 'report'>,
  { name, chosen, isDone }: Pick<LayerState, 'name' | 'chosen' | 'isDone'>,
): keyof typeof emptyScores {
  const isAgain = network !== undefined && tries.some(({ number }) => number === network);
  if (isDone && isAgain) return 'again';
  if (report || isDone || chosen.length > 0) return 'none';
  const isItsTurn = phase?.what === 'layer' && phase.layer === name;
  return isItsTurn || phase?.what === 'scores' ? 'measuring' : 'later';
}
