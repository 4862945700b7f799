import { useState } from 'react';
import { harbourChannels, harbourImages, harbourSize } from '../../../engine/lessons/harbourImages';
import type { ComputedSelection } from '../../../lessons/lessonData';
import { reconstructionWords } from '../../../words/lessons/reconstruction';
import { fill } from '../../../words/text';
import { PixelImage } from '../../PixelImage';
import { Contest } from '../experiments/Contest';
import { useContest } from '../experiments/useContest';
import { FigureSlider, ListSlider } from '../figures/FigureSlider';
import { LossTable } from '../figures/LossTable';
import { useLinkedValue } from '../figures/useLinkedValue';
import type { FigureView } from '../lesson/definition';
import { tellSet } from './tellSet';

const { images } = harbourImages().train;

/** Boats and cars take turns: a pair is a boat and the car after it. */
const places = { boat: 0, car: 1 } as const;
const pairs = 8;

/** What the channels of the constructed layer see, and which of them are kept. */
export function HarbourFigure({
  selections,
  step,
  isAnswered,
}: FigureView & { selections: readonly ComputedSelection[] }) {
  const lambdas = selections.map(({ lambda }) => lambda);
  const { place, choose } = useLinkedValue('lambda', lambdas, lambdas.at(-1)!);
  const contest = useContest({ of: 'harbour', lambda: 1, count: 2 });
  const [pair, setPair] = useState(1);
  const names = harbourChannels.map((channel) => reconstructionWords.channels[channel]);
  if (step === 'contest')
    return (
      <Contest
        contest={contest}
        names={names}
        tell={tellSet}
        picture={(channel) => <Maps channel={channel} pair={pair} />}
      />
    );
  const [alone] = selections;
  const chosen = selections[place];
  const selection = step === 'joint' ? chosen : step === 'coin' || isAnswered ? alone : undefined;
  return (
    <>
      <div className="picks">
        {names.map((name, channel) => (
          <div
            key={name}
            className="pick"
            data-symbol={selection?.order.includes(channel) ? 'A' : 'X'}
            data-in={selection?.order.includes(channel) ? '' : undefined}
          >
            <Maps channel={channel} pair={pair} />
            {name}
          </div>
        ))}
      </div>
      <FigureSlider label={reconstructionWords.labels.pair} min={1} max={pairs} value={pair} onChange={setPair} />
      {step === 'joint' && chosen && (
        <ListSlider label={reconstructionWords.labels.lambda} values={lambdas} place={place} onChange={choose} />
      )}
      {selection && (
        <LossTable rows={[{ name: tellSet(selection.order), losses: selection.losses }]} hasJoint={step === 'joint'} />
      )}
    </>
  );
}

/** What a channel sees in a boat and in a car; grey is nothing. */
function Maps({ channel, pair }: { channel: number; pair: number }) {
  const { labels, channels } = reconstructionWords;
  return (
    <span className="maps">
      {(['boat', 'car'] as const).map((image) => (
        <span key={image} className="map">
          <PixelImage
            image={mapOf(2 * (pair - 1) + places[image], channel)}
            label={fill(labels.map, { channel: channels[harbourChannels[channel]!], image: labels[image] })}
          />
          <span aria-hidden="true">{labels[image]}</span>
        </span>
      ))}
    </span>
  );
}

function mapOf(image: number, channel: number) {
  const pixels = harbourSize * harbourSize;
  const first = image * pixels * harbourChannels.length + channel;
  return {
    ...{ width: harbourSize, height: harbourSize, channels: 1 },
    pixels: Uint8Array.from({ length: pixels }, (_, pixel) => images[first + pixel * harbourChannels.length]!),
  };
}
