import { useState } from 'react';
import type { ChannelData, ChannelMaps } from '../../../lessons/lessonData';
import { channelWords } from '../../../words/lessons/channel';
import { formatWhole } from '../../../words/numbers';
import { fill } from '../../../words/text';
import { PixelImage } from '../../PixelImage';
import { AccuracyBars } from '../figures/AccuracyBars';
import { bytesOf } from '../figures/bytesOf';
import type { FigureView } from '../lesson/definition';
import { formatScore } from '../lesson/formatScore';
import { AnswerBars } from './AnswerBars';
import { className } from './className';
import { Silenced } from './Silenced';
import { useSilencing } from './useSilencing';

/** It reads the first channels. */
const silencedLayer = 'conv2';

/** The picture, what channels see in it, and what the network says without one of them. */
export function ChannelFigure({ data, worst, step, isAnswered }: FigureView & { data: ChannelData; worst: number }) {
  const [looked, setLooked] = useState(worst);
  const silencing = useSilencing(silencedLayer);
  const { labels } = channelWords;
  const [first, deeper] = data.maps;
  const label = className(data.classes[data.label]!);
  const isWithout = step === 'which' || (step === 'without' && isAnswered);
  const channel = step === 'without' ? worst : looked;
  const without = isWithout ? data.removed[channel]! : undefined;
  const maps = step === 'image' ? undefined : step === 'deeper' ? deeper : first;
  if (step === 'run' && first)
    return (
      <>
        <Maps maps={first} picked={silencing.silent} onPick={silencing.toggle} />
        <Silenced silencing={silencing} channels={data.removed.length} />
      </>
    );
  const withoutName = fill(labels.without, { channel });
  return (
    <>
      <div className="channel-top">
        <span className="channel-picture" data-symbol="X">
          <PixelImage
            image={{ width: 32, height: 32, channels: 3, pixels: bytesOf(data.image) }}
            label={fill(labels.picture, { label })}
          />
        </span>
        {step === 'maps' && first && <Large maps={first} channel={looked} />}
        {step !== 'maps' && step !== 'deeper' && (
          <AnswerBars
            title={without ? withoutName : labels.answer}
            names={data.classes.map(className)}
            shares={without?.shares ?? data.shares}
            right={data.label}
          />
        )}
      </div>
      {maps && <Maps maps={maps} picked={[channel]} {...(step === 'deeper' ? {} : { onPick: setLooked })} />}
      {isWithout && without && (
        <AccuracyBars
          label={fill(labels.accuracy, { images: formatWhole(data.images) })}
          rows={[
            { name: labels.whole, ...data.standing },
            { name: withoutName, ...without.standing },
          ]}
        />
      )}
    </>
  );
}

function Large({ maps, channel }: { maps: ChannelMaps; channel: number }) {
  const told = { channel, layer: maps.at, most: formatScore(maps.most) };
  return (
    <figure className="channel-picture">
      <PixelImage image={mapOf(maps, channel)} label={fill(channelWords.labels.large, told)} />
      <figcaption>{fill(channelWords.labels.map, { channel })}</figcaption>
    </figure>
  );
}

interface MapsProps {
  readonly maps: ChannelMaps;
  readonly picked: readonly number[];
  readonly onPick?: (channel: number) => void;
}

/** All channels of a layer; they can be picked where that does something. */
function Maps({ maps, picked, onPick }: MapsProps) {
  const count = bytesOf(maps.values).length / (maps.height * maps.width);
  return (
    <div className="channel-maps">
      {Array.from({ length: count }, (_, channel) =>
        onPick ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: a channel is its place
          <button key={channel} type="button" aria-pressed={picked.includes(channel)} onClick={() => onPick(channel)}>
            <ChannelMap maps={maps} channel={channel} />
          </button>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: a channel is its place
          <span key={channel}>
            <ChannelMap maps={maps} channel={channel} />
          </span>
        ),
      )}
    </div>
  );
}

const ChannelMap = ({ maps, channel }: { maps: ChannelMaps; channel: number }) => (
  <PixelImage image={mapOf(maps, channel)} label={fill(channelWords.labels.map, { channel })} />
);

function mapOf({ values, height, width }: ChannelMaps, channel: number) {
  const size = height * width;
  return { width, height, channels: 1, pixels: bytesOf(values).subarray(channel * size, (channel + 1) * size) };
}
