import { SegmentedControl } from '@mantine/core';
import { useMemo, useState } from 'react';
import { channelWords } from '../../../words/lessons/channel';

interface Image {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly pixels: Uint8Array;
}

/** All of a picture's channels, or one alone, at its place among the colours. */
const views = ['all', 'red', 'green', 'blue'] as const;

/** A picture with all of its colours or one; held by what stays while steps come and go. */
export function useColours(image: Image) {
  const [view, setView] = useState<(typeof views)[number]>('all');
  const shown = useMemo(() => alone(image, views.indexOf(view) - 1), [image, view]);
  return { view, setView, shown };
}

export function ColourChoice({ view, setView }: ReturnType<typeof useColours>) {
  const { colours } = channelWords;
  return (
    <SegmentedControl
      fullWidth
      mt="sm"
      aria-label={channelWords.labels.colours}
      value={view}
      onChange={setView}
      data={views.map((value) => ({ value, label: colours[value] }))}
    />
  );
}

/** @param channel the one that stays; a negative one leaves all */
function alone(image: Image, channel: number): Image {
  if (channel < 0) return image;
  return { ...image, pixels: image.pixels.map((byte, place) => (place % image.channels === channel ? byte : 0)) };
}
