import { discriminationWords } from '../../../words/lessons/discrimination';
import { fill, joints } from '../../../words/text';
import { layers } from './heads';

interface Props {
  readonly heads: readonly string[];
  /** A head can be put on a layer. */
  readonly onPick?: (layer: string) => void;
}

/** The convolutions of vgg-small in a row, with the heads on those that they read. */
export function NetworkStrip({ heads, onPick }: Props) {
  const label = fill(discriminationWords.labels.network, { layer: heads.join(joints.comma) || '–' });
  const cells = layers.map(({ name }) => {
    const isRead = heads.includes(name);
    const inside = (
      <>
        <span className="strip-head" data-symbol="LS" data-shown={isRead ? '' : undefined}>
          <i>F</i>
          <i>θ</i>
        </span>
        {name}
      </>
    );
    const cell = { className: 'strip-layer', 'data-symbol': isRead ? 'O' : undefined };
    return onPick ? (
      <button key={name} {...cell} type="button" aria-pressed={isRead} onClick={() => onPick(name)}>
        {inside}
      </button>
    ) : (
      <span key={name} {...cell}>
        {inside}
      </span>
    );
  });
  return onPick ? (
    <fieldset className="strip" aria-label={label}>
      {cells}
    </fieldset>
  ) : (
    <div className="strip" role="img" aria-label={label}>
      {cells}
    </div>
  );
}
