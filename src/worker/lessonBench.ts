import type { Checkpoint } from '../engine/checkpoint';
import type { Dataset } from '../engine/data/dataset';
import { type Effect, effectOf } from '../engine/inspect/effect';
import { groupNamed } from '../engine/inspect/groupNamed';
import { readCifar10 } from '../engine/intake/cifar10';
import { harbourImages } from '../engine/lessons/harbourImages';
import { harbourNetwork } from '../engine/lessons/harbourNetwork';
import { LessonLayer, type LessonSelection } from '../engine/lessons/lessonLayer';
import type { SelectionByHand } from '../engine/lessons/selectByHand';
import { cloneNetwork, type Network } from '../engine/network/network';
import { type Healed, type HealingOrder, type HealingStep, heal } from './lessonHealing';
import { type Bring, fetchNetwork } from './sources';

export type { SelectionByHand };

/** The layers that lessons select in: that of the constructed example, and one of the first bundled network. */
export type LessonLayerId = 'harbour' | 'conv3';

/** What a lesson asks for, and of which layer. */
export type LessonOrder = LessonSelection & { readonly of: LessonLayerId };

/** Channels that a layer of the first bundled network reads, and is to do without. */
export interface Silencing {
  readonly layer: string;
  readonly channels: readonly number[];
}

/** The first bundled network, with the images that come with it. */
interface Bundled {
  readonly network: Network;
  readonly dataset: Dataset;
}

/** What lessons run for real, beside all that is open in the studio. Each thing is made when it is first asked for. */
export class LessonBench {
  private readonly layers = new Map<LessonLayerId, Promise<LessonLayer>>();
  private bundled: Promise<Bundled> | undefined;

  async select({ of, ...selection }: LessonOrder, bring: Bring, pass: Checkpoint): Promise<SelectionByHand> {
    const layer = this.layers.get(of) ?? this.makeLayer(of, bring);
    this.layers.set(of, layer);
    layer.catch(() => this.layers.delete(of));
    return (await layer).select(selection, pass);
  }

  /** What it does to all test images to mask channels, with no training. @throws InputError if none would be left */
  async silence({ layer, channels }: Silencing, bring: Bring, pass: Checkpoint): Promise<Effect> {
    const { network, dataset } = await this.bundle(bring);
    const group = groupNamed(network, layer);
    const before = [...Array(group.group.channels).keys()];
    const after = before.filter((channel) => !channels.includes(channel));
    return effectOf(network, group, { before, after }, { dataset, part: dataset.test, pass });
  }

  /** Cuts the first bundled network and heals it. @see heal */
  async heal(order: HealingOrder, tell: (step: HealingStep) => void, bring: Bring, pass: Checkpoint): Promise<Healed> {
    const { network, dataset } = await this.bundle(bring);
    return heal(network, dataset, order, tell, pass);
  }

  private async makeLayer(id: LessonLayerId, bring: Bring): Promise<LessonLayer> {
    if (id === 'harbour') return new LessonLayer(harbourNetwork(), harbourImages(), 'layer');
    const { network, dataset } = await this.bundle(bring);
    return new LessonLayer(cloneNetwork(network), dataset, id);
  }

  private bundle(bring: Bring): Promise<Bundled> {
    const bundled = this.bundled ?? readBundled(bring);
    this.bundled = bundled;
    bundled.catch(() => {
      this.bundled = undefined;
    });
    return bundled;
  }
}

async function readBundled(bring: Bring): Promise<Bundled> {
  const dataset = await readCifar10('bundled', bring);
  const { network } = await fetchNetwork('vgg-small', bring);
  return { network, dataset };
}
