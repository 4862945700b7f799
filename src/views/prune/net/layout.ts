/** How many squares of a layer stand side by side, where layers do. */
export const columnsOf = (channels: number): number => Math.max(4, Math.ceil(Math.sqrt(channels / 2)));

export interface Room {
  /** In pixels. */
  readonly width: number;
  readonly height: number;
}

/** From the middle of one square to that of the next, in pixels. */
const leastPitch = 4;
const mostPitch = 26;

/** Pixels between two layers that stand side by side, at the least. */
export const layerGap = 30;

/** The largest squares with which all layers stand side by side; small ones, in several rows of layers, where they cannot. */
export function pitchOf(layers: ReadonlyArray<{ readonly channels: number }>, { width, height }: Room): number {
  const columns = layers.reduce((sum, { channels }) => sum + columnsOf(channels), 0);
  const rows = Math.max(1, ...layers.map(({ channels }) => Math.ceil(channels / columnsOf(channels))));
  const fitting = Math.min((width - layerGap * layers.length) / columns, height / rows);
  return Math.min(mostPitch, Math.max(leastPitch, Math.floor(fitting)));
}
