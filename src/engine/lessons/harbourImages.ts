import type { Dataset, ImagePart } from '../data/dataset';
import { Random } from '../random';

/** What each channel of the constructed images sees. All but sail and wheels are background, which says nothing of the class. */
export const harbourChannels = ['waves', 'clouds', 'fence', 'sail', 'wheels', 'grain'] as const;

/** Height and width. */
export const harbourSize = 8;
const images = 64;

/** How bright a channel is at a pixel, from -1 to 1, its largest value, and the class that alone it sees. */
interface Sight {
  readonly at: (row: number, column: number) => number;
  readonly most: number;
  readonly label?: number;
}

/** Of the first and the second half of a period of so many pixels; it adds up to nothing. */
const stripes = (place: number, period: number): number => (place % period < period / 2 ? 1 : -1);

const sights: Readonly<Record<(typeof harbourChannels)[number], Sight>> = {
  waves: { at: (row) => stripes(row, 2), most: 110 },
  clouds: { at: (row, column) => stripes(row + column, 8), most: 95 },
  fence: { at: (_, column) => stripes(column, 4), most: 70 },
  sail: { at: (row, column) => Number(row < 6 && column >= 4 - row / 2 && column <= 4), most: 90, label: 0 },
  wheels: { at: (row, column) => Number(row > 3 && row < 6 && [1, 2, 5, 6].includes(column)), most: 120, label: 1 },
  grain: { at: (row, column) => stripes(row + column, 2), most: 25 },
};

/** The byte of what is neither bright nor dark. */
const middle = 128;

/** Two classes, boats and cars, as a layer of six channels would see them: [64, 8, 8, 6], the same every time. */
export function harbourImages(): Dataset {
  const random = new Random(17);
  const labels = Uint16Array.from({ length: images }, (_, image) => image % 2);
  const channels = harbourChannels.length;
  const bytes = new Uint8Array(images * harbourSize * harbourSize * channels);
  labels.forEach((label, image) => {
    harbourChannels.forEach((channel, place) => {
      const { at, most, label: only } = sights[channel];
      const light = (only ?? label) === label ? most * (0.8 + 0.2 * random.uniform()) : 0;
      for (let pixel = 0; pixel < harbourSize * harbourSize; pixel++)
        bytes[(image * harbourSize * harbourSize + pixel) * channels + place] =
          middle + Math.round(light * at(Math.floor(pixel / harbourSize), pixel % harbourSize));
    });
  });
  const part: ImagePart = { images: bytes, labels };
  return {
    ...{ name: 'harbour', classes: ['boat', 'car'], shape: [harbourSize, harbourSize, channels] },
    scaling: { kind: 'standard', mean: Array(channels).fill(middle / 255), deviation: Array(channels).fill(1) },
    ...{ train: part, test: part },
  };
}
