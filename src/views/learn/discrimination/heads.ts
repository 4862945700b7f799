/** Layers of vgg-small that the lesson's heads read: those of the recorded runs. */
export const heads = ['conv3', 'conv6'] as const;

export type Head = (typeof heads)[number];

/** The convolutions of vgg-small, and how many channels each puts out. */
export const layers = [
  { name: 'conv1', channels: 16 },
  { name: 'conv2', channels: 16 },
  { name: 'conv3', channels: 32 },
  { name: 'conv4', channels: 32 },
  { name: 'conv5', channels: 64 },
  { name: 'conv6', channels: 64 },
  { name: 'conv7', channels: 128 },
  { name: 'conv8', channels: 128 },
] as const;

/** That it tells apart. */
export const classes = 10;
