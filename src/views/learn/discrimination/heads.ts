/** Layers of vgg-small that the lesson's heads read: those of the recorded runs. */
export const heads = ['conv3', 'conv6'] as const;

export type Head = (typeof heads)[number];
