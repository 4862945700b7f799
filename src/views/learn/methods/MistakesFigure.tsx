import type { Mistakes } from '../../../lessons/lessonData';
import { tellMethod } from '../../../words/fields';
import { methodsWords } from '../../../words/lessons/methods';
import { tellClass } from '../../../words/names';
import { fill } from '../../../words/text';
import { PixelImage } from '../../PixelImage';
import { bytesOf } from '../figures/bytesOf';

/** The first images that each method's network alone gets wrong, and what it says; how many, once that is answered. */
export function MistakesFigure({ mistakes, isAnswered }: { mistakes: Mistakes; isAnswered: boolean }) {
  const { classes, methods } = mistakes;
  const { labels } = methodsWords;
  const className = (index: number): string => tellClass(classes[index] ?? '');
  return methods.map(({ method, alone, right, shown }) => (
    <figure key={method} className="mistakes">
      <figcaption className="figure-title">
        {isAnswered ? fill(labels.alone, { method: tellMethod(method), alone, right }) : tellMethod(method)}
      </figcaption>
      <div className="mistakes-row">
        {shown.map(({ image, label, answer }) => (
          <figure key={image} className="mistake">
            <PixelImage
              image={{ width: 32, height: 32, channels: 3, pixels: bytesOf(image) }}
              label={className(label)}
            />
            <figcaption>{fill(labels.said, { label: className(label), answer: className(answer) })}</figcaption>
          </figure>
        ))}
      </div>
    </figure>
  ));
}
