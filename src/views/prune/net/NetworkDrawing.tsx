import { useElementSize } from '@mantine/hooks';
import { memo, useMemo } from 'react';
import { type ByHand, type Choices, choicesOf } from '../../../engine/recipe/byHand';
import type { Frame } from '../../../runs/replay';
import type { LayerState } from '../../../runs/state';
import { useStudio } from '../../../store/studioStore';
import { tellGroup } from '../../../words/names';
import { cellNames, handNames, pruneWords, tellHead, tellWidth } from '../../../words/pruneView';
import { joiningIn } from '../../cells/cells';
import { useColours } from '../../cells/useColours';
import { Subscripts } from '../../Subscripts';
import { layerAtWork } from '../layerAtWork';
import { LayerCells, type LayerCellsProps } from './LayerCells';
import { columnsOf, pitchOf } from './layout';

/** Narrower than this, layers stand one below the other. */
const narrow = 640;
const narrowPitch = 11;
/** Beside the squares of such a layer stand its name, its width and perhaps a head. */
const besideCells = 168;

/** The network as layers of squares, one a channel. */
export function NetworkDrawing({ frame: { state, event }, byHand }: { frame: Frame; byHand: ByHand }) {
  const { ref, width } = useElementSize();
  const colours = useColours();
  const lookedAt = useStudio((studio) => studio.lookedAt);
  const channel = useStudio((studio) => studio.channel);
  const next = useStudio((studio) => studio.recipe.byHand);
  const { layers, heads } = state;
  const isNarrow = width < narrow;
  const shape = layers.map(({ channels }) => channels).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: squares are as large as the widths of all layers let them be
  const pitch = useMemo(
    () => (isNarrow ? narrowPitch : pitchOf(layers, { width, height: heightFor(width) })),
    [width, shape],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: a run's layers have the same names at all its moments
  const handed = useMemo(
    () => new Map(layers.map(({ name }) => [name, choicesOf([byHand, next], name)])),
    [byHand, next, shape],
  );
  const atWork = layerAtWork(state)?.name;
  const stop = layers.some(({ name }) => name === lookedAt) ? lookedAt : layers[0]?.name;
  return (
    <div ref={ref} className={isNarrow ? 'net net-narrow' : 'net'} data-grids>
      {width > 0 &&
        layers.map((layer) => (
          <DrawnLayer
            key={layer.name}
            layer={layer}
            joining={joiningIn(event, layer.name)}
            byHand={handed.get(layer.name) ?? none}
            opened={layer.name === lookedAt ? channel : undefined}
            isStop={layer.name === stop}
            colours={colours}
            columns={isNarrow ? Math.max(4, Math.floor((width - besideCells) / pitch)) : columnsOf(layer.channels)}
            pitch={pitch}
            isAtWork={layer.name === atWork}
            isLookedAt={layer.name === lookedAt}
            head={heads.indexOf(layer.name) + 1}
          />
        ))}
    </div>
  );
}

const none: Choices = { keep: [], remove: [] };

interface DrawnLayerProps extends LayerCellsProps {
  readonly isAtWork: boolean;
  readonly isLookedAt: boolean;
  /** The auxiliary loss that reads it, from 1; 0 if none does. */
  readonly head: number;
}

const DrawnLayer = memo(function DrawnLayer({ isAtWork, isLookedAt, head, ...cells }: DrawnLayerProps) {
  return (
    <div
      className="net-layer"
      data-layer={cells.layer.name}
      data-at-work={isAtWork || undefined}
      data-looked-at={isLookedAt || undefined}
    >
      <LayerCells {...cells} />
      <LayerName layer={cells.layer} isLookedAt={isLookedAt} />
      {head > 0 && (
        <span className="net-head" role="img" aria-label={tellHead(head)} title={tellHead(head)}>
          <Subscripts text={pruneWords['head-mark']} />
          <sup>{head}</sup>
        </span>
      )}
    </div>
  );
});

const heightFor = (width: number): number => Math.min(560, Math.max(170, width / 5));

/** A layer's name, which shows its scores and losses. */
function LayerName({ layer, isLookedAt }: { layer: LayerState; isLookedAt: boolean }) {
  const { name, chosen, channels, isDone } = layer;
  const lookAt = useStudio((studio) => studio.lookAt);
  return (
    <button
      type="button"
      className="net-name"
      aria-pressed={isLookedAt}
      onClick={() => lookAt(isLookedAt ? undefined : name)}
    >
      <b>{tellGroup(name)}</b> <span>{tellWidth(chosen.length, channels, isDone)}</span>
    </button>
  );
}

const isEmpty = (byHand: ByHand): boolean => Object.keys(byHand).length === 0;

/** What squares mean. @param byHand channels that were chosen by hand for this run */
export const Legend = memo(function Legend({ byHand }: { byHand: ByHand }) {
  const hasNext = useStudio((studio) => !isEmpty(studio.recipe.byHand));
  return (
    <ul className="net-legend" aria-label={pruneWords.legend}>
      {(['kept', 'joining', 'removed', 'undecided'] as const).map((cell) => (
        <li key={cell}>
          <i className={`cell cell-${cell}`} /> {cellNames[cell]}
        </li>
      ))}
      {(hasNext || !isEmpty(byHand)) &&
        (['keep', 'remove'] as const).map((verdict) => (
          <li key={verdict}>
            <i className={`cell cell-hand cell-hand-${verdict}`} /> {handNames[verdict]}
          </li>
        ))}
      <li>{pruneWords['in-place']}</li>
    </ul>
  );
});
