import { useState } from 'react';
import { learnWords } from '../../../words/lessons/frame';
import { tellList } from '../../../words/numbers';
import { fill } from '../../../words/text';
import { FigureSlider } from './FigureSlider';

interface Props {
  /** Of the layer. */
  readonly channels: number;
  /** A row's title is its name, if it has none of its own. */
  readonly sets: ReadonlyArray<{ readonly name: string; readonly title?: string; readonly kept: readonly number[] }>;
  /** All are filled alike: it is asked for what they share. */
  readonly hidesShared?: boolean;
}

/** Channels that are kept, a row for each way; what all rows have is filled. Where there are several, one can be looked at. */
export function ChannelSets({ channels, sets, hidesShared = false }: Props) {
  const [looked, setLooked] = useState(0);
  const isShared = (channel: number): boolean => hidesShared || sets.every(({ kept }) => kept.includes(channel));
  const isCompared = sets.length > 1;
  const keepers = sets.filter(({ kept }) => kept.includes(looked)).map(({ name }) => name);
  return (
    <div className="sets">
      {sets.map(({ name, title = name, kept }) => (
        <div key={name} data-symbol="A">
          <p className="figure-title">{title}</p>
          <div className="cells">
            {Array.from({ length: channels }, (_, channel) => (
              <button
                // biome-ignore lint/suspicious/noArrayIndexKey: a channel is its place
                key={channel}
                type="button"
                tabIndex={-1}
                className="set-cell"
                data-in={kept.includes(channel) ? '' : undefined}
                data-shared={isShared(channel) ? '' : undefined}
                data-looked={isCompared && channel === looked ? '' : undefined}
                onClick={() => setLooked(channel)}
              >
                {channel}
              </button>
            ))}
          </div>
        </div>
      ))}
      {isCompared && (
        <>
          <FigureSlider label={learnWords.channel} min={0} max={channels - 1} value={looked} onChange={setLooked} />
          <p className="sets-told">
            {keepers.length === 0
              ? fill(learnWords['kept-by-none'], { channel: looked })
              : fill(learnWords['kept-by'], { channel: looked, names: tellList(keepers) })}
          </p>
        </>
      )}
    </div>
  );
}
