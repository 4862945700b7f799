import { ownEntry } from '../../engine/recipe/ownEntry';
import { wilsonInterval } from '../../runs/report';
import type { StudioState } from '../../store/state';
import { useStudio } from '../../store/studioStore';
import { tellGroup } from '../../words/names';
import { tellCurve, tellGone, tellRateOf } from '../../words/sensitivity';
import { formatPercent } from '../format';
import { rateRange } from '../recipe/rateRange';
import './rangeOver.css';

type Curve = NonNullable<StudioState['sensitivity']>['curves'][number];

const width = 200;
const height = 90;
const { min, max, step } = rateRange;

const across = (rate: number): number => (width * (rate - min)) / (max - min);
const down = (accuracy: number): number => height * (1 - accuracy);

/** A layer's accuracy against its prune rate, with its band; a slider lies over the picture. */
export function SensitivityCurve({ curve, locked }: { curve: Curve; locked: boolean }) {
  const channels = useStudio(
    (state) => state.network?.layers[state.recipe.streams].find(({ name }) => name === curve.layer)?.channels,
  );
  const layerRates = useStudio((state) => state.recipe.layerRates);
  const common = useStudio((state) => state.recipe.rate);
  const setRecipe = useStudio((state) => state.setRecipe);
  const { validation, layer } = curve;
  if (!channels || !validation) return null;
  const own = ownEntry(layerRates, layer);
  const rate = own ?? common;
  const name = tellGroup(layer);
  const points = [
    ...curve.kept.map((kept, index) => ({ rate: 1 - kept / channels, accuracy: validation.accuracy[index] ?? 0 })),
    { rate: 0, accuracy: validation.whole },
  ].reverse();
  const band = points.map((point) => ({ ...point, range: wilsonInterval(point.accuracy, validation.images) }));
  const line = points.map((point) => `${across(point.rate)},${down(point.accuracy)}`).join(' ');
  const lower = band.map(({ rate: at, range: [low] }) => `${across(at)},${down(low)}`);
  const upper = band.map(({ rate: at, range: [, high] }) => `${across(at)},${down(high)}`).reverse();
  return (
    <figure className="curve" data-own={own !== undefined} data-rough={curve.isRough}>
      <figcaption className="numbers">
        <b>{name}</b> <span>{formatPercent(rate)}</span>
      </figcaption>
      <div className="curve-axis numbers" aria-hidden="true">
        <span>100%</span>
        <span>0%</span>
      </div>
      <div className="curve-picture">
        <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" role="img">
          <title>{tellCurve(name, validation.whole, points.slice(1))}</title>
          <line x1={0} x2={width} y1={down(validation.whole)} y2={down(validation.whole)} className="curve-whole" />
          <polygon points={[...lower, ...upper].join(' ')} className="curve-band" />
          <polyline points={line} className="curve-line" />
        </svg>
        <input
          type="range"
          className="range-over"
          aria-label={tellRateOf(name)}
          {...{ min, max, step }}
          value={rate}
          disabled={locked}
          onChange={(event) => setRecipe({ layerRates: { ...layerRates, [layer]: Number(event.target.value) } })}
        />
      </div>
      <div className="curve-rates numbers" aria-hidden="true">
        <span>0</span>
        <span>{tellGone(max)}</span>
      </div>
    </figure>
  );
}
