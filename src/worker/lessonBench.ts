import type { Checkpoint } from '../engine/checkpoint';
import { readCifar10 } from '../engine/intake/cifar10';
import { harbourImages } from '../engine/lessons/harbourImages';
import { harbourNetwork } from '../engine/lessons/harbourNetwork';
import { LessonLayer, type LessonSelection } from '../engine/lessons/lessonLayer';
import type { SelectionByHand } from '../engine/lessons/selectByHand';
import { type Bring, fetchNetwork } from './sources';

export type { SelectionByHand };

/** The layers that lessons select in: that of the constructed example, and one of the first bundled network. */
export type LessonLayerId = 'harbour' | 'conv3';

/** What a lesson asks for, and of which layer. */
export type LessonOrder = LessonSelection & { readonly of: LessonLayerId };

/** Layers for lessons, each made when it is first asked for; beside all that is open in the studio. */
export class LessonBench {
  private readonly layers = new Map<LessonLayerId, Promise<LessonLayer>>();

  async select({ of, ...selection }: LessonOrder, bring: Bring, pass: Checkpoint): Promise<SelectionByHand> {
    const layer = this.layers.get(of) ?? makeLayer(of, bring);
    this.layers.set(of, layer);
    layer.catch(() => this.layers.delete(of));
    return (await layer).select(selection, pass);
  }
}

async function makeLayer(id: LessonLayerId, bring: Bring): Promise<LessonLayer> {
  if (id === 'harbour') return new LessonLayer(harbourNetwork(), harbourImages(), 'layer');
  const dataset = await readCifar10('bundled', bring);
  const { network } = await fetchNetwork('vgg-small', bring);
  return new LessonLayer(network, dataset, id);
}
