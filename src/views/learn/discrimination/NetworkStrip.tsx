import { discriminationWords } from '../../../words/lessons/discrimination';
import { fill, joints } from '../../../words/text';

const layers = Array.from({ length: 8 }, (_, index) => `conv${index + 1}`);

/** The convolutions of vgg-small in a row, with the heads on those that they read. */
export function NetworkStrip({ heads }: { heads: readonly string[] }) {
  const label = fill(discriminationWords.labels.network, { layer: heads.join(joints.comma) || '–' });
  return (
    <div className="strip" role="img" aria-label={label}>
      {layers.map((layer) => (
        <span key={layer} className="strip-layer" data-symbol={heads.includes(layer) ? 'O' : undefined}>
          <span className="strip-head" data-symbol="LS" data-shown={heads.includes(layer) ? '' : undefined}>
            <i>F</i>
            <i>θ</i>
          </span>
          {layer}
        </span>
      ))}
    </div>
  );
}
