import type { OwnImage } from '../../store/state';
import { useWords } from '../../words/answers';
import { tellClass } from '../../words/names';
import { captioned } from '../../words/text';
import { formatMilliseconds, formatPercent } from '../format';
import { PixelImage } from '../PixelImage';

/** Both networks hold it for the same class. */
export const isAnsweredAlike = ({ baseline, pruned }: OwnImage): boolean =>
  baseline.likeliest[0]?.label === pruned.likeliest[0]?.label;

/** An image and what both networks answer to it, side by side. */
export function AskedImage({ image, classes }: { image: OwnImage; classes: readonly string[] }) {
  const isSame = isAnsweredAlike(image);
  return (
    <li>
      <figure className="use-seen">
        <PixelImage image={image.seen} label={captioned(image.name, useWords.seen)} />
        <figcaption>{image.name}</figcaption>
      </figure>
      <Answer name={useWords.baseline} answer={image.baseline} classes={classes} isSame />
      <Answer name={useWords.pruned} answer={image.pruned} classes={classes} isSame={isSame} />
    </li>
  );
}

/** Classes that are shown with their shares. */
const shown = 3;

function Answer({
  name,
  answer,
  classes,
  isSame,
}: {
  name: string;
  answer: OwnImage['baseline'];
  classes: readonly string[];
  /** As the baseline answers. */
  isSame: boolean;
}) {
  return (
    <div className="use-answer numbers" data-same={isSame}>
      <div className="use-answer-head">
        <b>{name}</b> {!isSame && <span className="use-whose">{useWords.otherwise}</span>}{' '}
        <span className="use-whose">{formatMilliseconds(answer.milliseconds)}</span>
      </div>
      {answer.likeliest.slice(0, shown).map(({ label, share }) => (
        <div key={label} className="use-share" style={{ backgroundSize: `${100 * share}% 100%` }}>
          <span className="use-share-name">{tellClass(classes[label] ?? String(label))}</span>{' '}
          <span>{formatPercent(share)}</span>
        </div>
      ))}
    </div>
  );
}
