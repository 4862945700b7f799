import { verdictOf } from '../../engine/recipe/byHand';
import type { LoggedRecipe } from '../../engine/recipe/common';
import type { LoggedEvent, Measured } from '../../engine/run/events';
import type { Frame } from '../../runs/replay';
import { shortfallOf } from '../../runs/shortfall';
import type { RunState } from '../../runs/state';
import { tellCompressed } from '../../words/compressions';
import { tellError } from '../../words/errors';
import { tellMethod } from '../../words/fields';
import { tellImages, tellShare } from '../../words/figures';
import { tellJoiningByHand } from '../../words/inspecting';
import { tellJoining } from '../../words/joining';
import { tellGroup } from '../../words/names';
import { formatFigure, formatWhole } from '../../words/numbers';
import { tellGentler, tellTuned } from '../../words/phases';
import { nextSteps, tellShortfall } from '../../words/shortfall';
import { tellSparseLayer } from '../../words/sparse';
import { tellSearch, tellTry } from '../../words/targets';
import { captioned, joinSentences, sentence } from '../../words/text';
import { endTitles, tellLayers, tellMoment, tellReasonOf, tellTitle } from '../../words/watching';
import { formatPercent } from '../format';
import { layerOf } from './layerAtWork';

/** What the run is at, in a few words. */
export function titleOf({ phase, report, layers }: RunState, recipe: Pick<LoggedRecipe, 'target'>): string {
  if (report) {
    const short = shortfallOf(report, recipe);
    return short ? captioned(endTitles.ending, tellShortfall(short)) : endTitles.ending;
  }
  if (!phase) return endTitles.beginning;
  const layer = layers.find(({ name }) => name === phase.layer);
  return tellTitle(phase, { chosen: layer?.chosen.length ?? 0, keeps: layer?.keeps ?? 0 });
}

/** What happens at a moment, and why. @param recipe of the run */
export function sentenceOf(
  { event, state, before }: Frame,
  recipe: Pick<LoggedRecipe, 'method' | 'byHand' | 'target'>,
): string {
  const method = recipe.method.id;
  switch (event.type) {
    case 'started':
      return tellMoment({
        code: 'begun',
        method: tellMethod(method),
        network: event.network,
        layers: tellLayers(event.layers.length),
        channels: formatWhole(event.layers.reduce((sum, { channels }) => sum + channels, 0)),
        keeps: formatWhole(event.layers.reduce((sum, { keeps }) => sum + keeps, 0)),
      });
    case 'phase':
      return tellReasonOf(event);
    case 'measured':
      return tellMoment({ code: event.which, ...shareOf(event.measured) });
    case 'mirroring':
      return tellMoment({ code: event.mirrors ? 'mirrors' : 'no-mirrors' });
    case 'training':
      return trainingSentence(event);
    case 'epoch': {
      const { epoch, images, accuracy, baseline } = event;
      return tellMoment({
        ...{ code: epoch === 0 ? 'no-epoch' : 'epoch', epoch, images: formatWhole(images) },
        ...{ accuracy: formatPercent(accuracy), baseline: formatPercent(baseline) },
      });
    }
    case 'tuned':
      return sentence(tellTuned(event));
    case 'selection':
      return joinSentences([...joiningSentences(event, recipe), jointSentence(event, before)]);
    case 'selected':
      return tellMoment({
        code: method === 'dcp-adapt' ? 'settled' : 'kept',
        layer: tellGroup(event.layer),
        kept: event.kept.length,
        channels: layerOf(state, event.layer)?.channels ?? event.kept.length,
      });
    case 'sensitivity':
      return tellMoment({ code: 'worth', layer: tellGroup(event.layer) });
    case 'thinned':
      return sentence(tellSparseLayer(event.layer));
    case 'widths':
      return tellMoment({ code: 'widths' });
    case 'try':
      return sentence(tellTry(event));
    case 'compressed':
      return sentence(tellCompressed(event.compressed));
    case 'latency': {
      const { images, baseline, pruned } = event.latency;
      const [slow, fast] = [baseline, pruned].map(({ median }) => formatFigure(median));
      return tellMoment({ code: 'timed', images: tellImages(images), baseline: slow!, pruned: fast! });
    }
    case 'gentler':
      return sentence(tellGentler(event));
    case 'stopped':
      return sentence(tellError(event.reason));
    case 'finished': {
      const { baseline, pruned } = event.report;
      const search = tellSearch(event.report);
      const short = shortfallOf(event.report, recipe);
      const told = tellMoment({
        code: baseline.isAgreement ? 'finished-agreeing' : 'finished',
        images: formatWhole(pruned.images),
        before: formatPercent(baseline.accuracy),
        after: tellShare(pruned),
        params: formatPercent(pruned.params / baseline.params),
        flops: formatPercent(pruned.flops / baseline.flops),
      });
      return joinSentences([told, search && sentence(search), short && nextSteps[short.next]]);
    }
    case 'memory':
    case 'progress':
      return '';
  }
}

type EventOf<Type extends LoggedEvent['type']> = Extract<LoggedEvent, { type: Type }>;

const shareOf = ({ accuracy, images }: Measured) => ({
  accuracy: formatPercent(accuracy),
  images: formatWhole(images),
});

function trainingSentence({ step, steps, epoch, loss }: EventOf<'training'>): string {
  const told = { step, steps, loss: formatFigure(loss) };
  return epoch === undefined
    ? tellMoment({ code: 'stepped', ...told })
    : tellMoment({ code: 'trained', ...told, epoch });
}

/** Channels that are kept by hand are not the method's choice. */
function joiningSentences(
  { layer, chosen }: EventOf<'selection'>,
  { method, byHand }: Pick<LoggedRecipe, 'method' | 'byHand'>,
): string[] {
  const isByHand = (channel: number): boolean => verdictOf(byHand, layer, channel) === 'keep';
  const ours = chosen.filter(isByHand);
  const others = chosen.filter((channel) => !isByHand(channel));
  return [
    ...(ours.length > 0 ? [tellJoiningByHand(ours)] : []),
    ...(others.length > 0 ? [tellJoining(method.id, others)] : []),
  ];
}

function jointSentence({ layer, joint }: EventOf<'selection'>, { losses }: RunState): string {
  if (joint === undefined) return '';
  const last = losses.at(-1);
  const told = formatFigure(joint);
  return last?.layer === layer && last.joint !== undefined
    ? tellMoment({ code: 'joint', joint: told, before: formatFigure(last.joint) })
    : tellMoment({ code: 'joint-first', joint: told });
}
