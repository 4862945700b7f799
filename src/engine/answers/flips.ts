import { wilsonInterval } from '../train/wilson';
import type { Answers, Compared } from './answers';

/** How an answer has changed: from right to wrong, from wrong to right, or from one wrong class to another. */
export const flipKinds = ['broken', 'mended', 'moved'] as const;

export type FlipKind = (typeof flipKinds)[number];

/** An image to which the two networks answer differently. */
export interface Flip {
  /** Its index among the images compared. */
  readonly image: number;
  readonly kind: FlipKind;
}

/** How often two networks answer differently. */
export interface Disagreement extends Readonly<Record<FlipKind, number>> {
  readonly images: number;
  readonly differing: number;
  /** Of the images, and Wilson's 95% interval. */
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

/** All images to which the two networks answer differently, in their order. */
export function flips({ labels, baseline, pruned }: Compared): Flip[] {
  const found: Flip[] = [];
  labels.forEach((label, image) => {
    const [before, after] = [baseline.classes[image], pruned.classes[image]];
    if (before === after) return;
    const kind = before === label ? 'broken' : after === label ? 'mended' : 'moved';
    found.push({ image, kind });
  });
  return found;
}

/** At most `each` flips of every kind, those of whose new answer the pruned network is surest first. */
export function surestFlips(answers: Answers, each: number): Flip[] {
  const sure = ({ image }: Flip): number => answers.pruned.shares[image] ?? 0;
  const all = flips(answers).sort((a, b) => sure(b) - sure(a));
  return flipKinds.flatMap((kind) => all.filter((flip) => flip.kind === kind).slice(0, each));
}

/** How often two networks answer differently, and how. */
export function disagreement(compared: Compared): Disagreement {
  const all = flips(compared);
  const images = compared.labels.length;
  const share = all.length / images;
  const [low, high] = wilsonInterval(share, images);
  const countOf = (kind: FlipKind): number => all.filter((flip) => flip.kind === kind).length;
  const counts = { broken: countOf('broken'), mended: countOf('mended'), moved: countOf('moved') };
  return { images, differing: all.length, share, low, high, ...counts };
}
