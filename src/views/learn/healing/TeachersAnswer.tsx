import { useMemo, useState } from 'react';
import type { ChannelData } from '../../../lessons/lessonData';
import { softened } from '../../../lessons/softened';
import { healingWords } from '../../../words/lessons/healing';
import { tellClass } from '../../../words/names';
import { PixelImage } from '../../PixelImage';
import { AnswerBars } from '../channel/AnswerBars';
import { bytesOf } from '../figures/bytesOf';
import { FigureSlider } from '../figures/FigureSlider';

interface Props {
  /** A picture, and what the unpruned network says of it. */
  readonly answer: ChannelData;
  /** Of the recorded run. */
  readonly temperature: number;
}

/** What the teacher says of a picture, softened by a temperature. */
export function TeachersAnswer({ answer, temperature }: Props) {
  const { image, label, shares } = answer;
  const [chosen, setChosen] = useState(temperature);
  const { labels } = healingWords;
  const names = answer.classes.map((name) => tellClass(name));
  const pixels = useMemo(() => bytesOf(image), [image]);
  return (
    <>
      <div className="channel-top">
        <span className="channel-picture">
          <PixelImage image={{ width: 32, height: 32, channels: 3, pixels }} label={names[label]!} />
        </span>
        <AnswerBars title={labels.teacher} names={names} shares={softened(shares, chosen)} right={label} />
      </div>
      <FigureSlider label={labels.temperature} min={1} max={10} value={chosen} onChange={setChosen} />
    </>
  );
}
