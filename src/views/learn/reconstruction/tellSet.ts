import { harbourChannels } from '../../../engine/lessons/harbourImages';
import { reconstructionWords } from '../../../words/lessons/reconstruction';
import { fill } from '../../../words/text';

const nameOf = (channel: number): string => reconstructionWords.channels[harbourChannels[channel]!];

/** Two channels by their names. */
export const tellSet = ([first = 0, second = 0]: readonly number[]): string =>
  fill(reconstructionWords.labels.and, { first: nameOf(first), second: nameOf(second) });
