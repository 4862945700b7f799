import { useMemo, useState } from 'react';
import type { ChannelData, ChannelMaps } from '../../../lessons/lessonData';
import { channelWords } from '../../../words/lessons/channel';
import { learnWords } from '../../../words/lessons/frame';
import { tellClass } from '../../../words/names';
import { formatWhole } from '../../../words/numbers';
import { fill } from '../../../words/text';
import { PixelImage } from '../../PixelImage';
import { AccuracyBars } from '../figures/AccuracyBars';
import { bytesOf } from '../figures/bytesOf';
import { channelsOf, mapOf } from '../figures/mapOf';
import type { FigureView } from '../lesson/definition';
import { formatScore } from '../lesson/formatScore';
import { AnswerBars } from './AnswerBars';
import { ColourChoice, useColours } from './ColourChoice';
import { Silenced } from './Silenced';
import { useSilencing } from './useSilencing';

/** It reads the first channels. */
const silencedLayer = 'conv2';

/** The picture, what channels see in it, and what the network says without one of them. */
export function ChannelFigure({ data, worst, step, isAnswered }: FigureView & { data: ChannelData; worst: number }) {
  const [looked, setLooked] = useState(worst);
  const [further, setFurther] = useState(0);
  const whole = useMemo(() => ({ width: 32, height: 32, channels: 3, pixels: bytesOf(data.image) }), [data]);
  const colours = useColours(whole);
  const silencing = useSilencing(silencedLayer);
  const { labels } = channelWords;
  const { second: first, fifth: deeper } = data.maps;
  const label = tellClass(data.classes[data.label]!);
  const isWithout = step === 'which' || (step === 'without' && isAnswered);
  const channel = step === 'without' ? worst : step === 'deeper' ? further : looked;
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
          <PixelImage image={step === 'image' ? colours.shown : whole} label={fill(labels.picture, { label })} />
        </span>
        {step === 'maps' && first && <Large maps={first} channel={looked} />}
        {step === 'deeper' && deeper && <Large maps={deeper} channel={further} />}
        {!['maps', 'deeper'].includes(step) && (
          <AnswerBars
            title={without ? withoutName : labels.answer}
            names={data.classes.map((name) => tellClass(name))}
            shares={without?.shares ?? data.shares}
            right={data.label}
          />
        )}
      </div>
      {step === 'image' && <ColourChoice {...colours} />}
      {maps && <Maps maps={maps} picked={[channel]} onPick={step === 'deeper' ? setFurther : setLooked} />}
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
      <figcaption>{fill(learnWords.map, { channel })}</figcaption>
    </figure>
  );
}

interface MapsProps {
  readonly maps: ChannelMaps;
  readonly picked: readonly number[];
  readonly onPick: (channel: number) => void;
}

/** All channels of a layer, to be picked. */
function Maps({ maps, picked, onPick }: MapsProps) {
  return (
    <div className="channel-maps">
      {Array.from({ length: channelsOf(maps) }, (_, channel) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a channel is its place
        <button key={channel} type="button" aria-pressed={picked.includes(channel)} onClick={() => onPick(channel)}>
          <PixelImage image={mapOf(maps, channel)} label={fill(learnWords.map, { channel })} />
        </button>
      ))}
    </div>
  );
}
