import { keptCount, roundedUp } from '../../engine/recipe/keptCount';
import { ownEntry } from '../../engine/recipe/ownEntry';
import { useStudio } from '../../store/studioStore';
import {
  layerBarWords,
  tellChannelsThatStay,
  tellCountsByHand,
  tellOfChannels,
  tellOneByOne,
  tellReset,
} from '../../words/layerBars';
import { tellGroup } from '../../words/names';
import { joints } from '../../words/text';
import { LayerChannels } from './LayerChannels';
import './rangeOver.css';

interface Props {
  readonly layer: { readonly name: string; readonly channels: number };
  /** Channels that it is to keep, once that is known. */
  readonly kept: number | undefined;
  readonly locked: boolean;
  /** Its channels are shown one by one. */
  readonly isOpen: boolean;
  readonly onOpen: (open: boolean) => void;
}

/** A layer's channels as a bar, whose end is dragged: what is filled stays. */
export function LayerBar({ layer: { name, channels }, kept, locked, isOpen, onOpen }: Props) {
  const layerRates = useStudio((state) => state.recipe.layerRates);
  const rate = useStudio((state) => state.recipe.rate);
  const multiple = useStudio((state) => state.recipe.widthMultiple);
  const hand = useStudio((state) => ownEntry(state.recipe.byHand, name));
  const setRecipe = useStudio((state) => state.setRecipe);
  const own = ownEntry(layerRates, name);
  const shown = kept ?? roundedUp(keptCount(channels, own ?? rate), multiple, channels);
  const byHand = tellCountsByHand(hand?.keep.length ?? 0, hand?.remove.length ?? 0);
  const least = Math.min(multiple, channels);
  const reset = () => {
    const { [name]: _, ...others } = layerRates;
    setRecipe({ layerRates: others });
  };
  return (
    <div className="layer-bar" data-own={own !== undefined || undefined}>
      <button
        type="button"
        className="layer-bar-name"
        aria-label={tellOneByOne(name)}
        aria-expanded={isOpen && !locked}
        disabled={locked}
        onClick={() => onOpen(!isOpen)}
      >
        {tellGroup(name)}
      </button>
      <div className="layer-bar-track">
        <i style={{ width: `${(100 * shown) / channels}%` }} />
        <input
          type="range"
          className="range-over"
          aria-label={tellChannelsThatStay(name)}
          aria-valuetext={[tellOfChannels(shown, channels), ...(byHand ? [byHand] : [])].join(joints.comma)}
          min={0}
          max={channels}
          step={multiple}
          disabled={locked}
          value={shown}
          onChange={({ target }) => {
            const asked = Math.max(least, Number(target.value));
            setRecipe({ layerRates: { ...layerRates, [name]: 1 - asked / channels } });
          }}
        />
      </div>
      <span className="numbers">{tellOfChannels(shown, channels)}</span>
      <button
        type="button"
        className="layer-bar-reset"
        aria-label={tellReset(name)}
        disabled={locked || own === undefined}
        onClick={reset}
      >
        {layerBarWords.reset}
      </button>
      {byHand && <small>{byHand}</small>}
      {isOpen && !locked && <LayerChannels layer={{ name, channels }} />}
    </div>
  );
}
