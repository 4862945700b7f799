import type { ChannelMaps } from '../../../lessons/lessonData';
import { bytesOf } from './bytesOf';

export const channelsOf = ({ values, height, width }: ChannelMaps): number => bytesOf(values).length / (height * width);

/** What a channel sees, as an image of one channel. */
export function mapOf({ values, height, width }: ChannelMaps, channel: number) {
  const size = height * width;
  return { width, height, channels: 1, pixels: bytesOf(values).subarray(channel * size, (channel + 1) * size) };
}
