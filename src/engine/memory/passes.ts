/** How many images networks run on at a time. */

import { formatMemory } from '../../words/quantities';
import { gradientParts } from '../backend/wasm/convolutions';
import { InputError } from '../errors';
import { inferenceLayers } from '../inference/chain';
import { foldedLayers } from '../inference/fold';
import { upTo } from '../network/execute';
import { logitsNetwork } from '../network/logits';
import type { Network } from '../network/network';
import { heapFor, largestPart, memoryBudget, tensorsIn, tooLarge } from './budget';
import { largestWeight, outputBytes, PassSizes, weightBytes } from './estimate';

/** Copies of a network's weights, at most: the open one, the one that is pruned, its baseline, and one folded. */
const inferenceCopies = 4;
/**
 * The open one, the pruned, its baseline, the last sound weights, velocities, gradients, and sums of these over parts;
 * every auxiliary loss has velocities of its own, and where there is none a teacher may be folded.
 */
const trainingCopies = 7;

/** Tensors of an auxiliary head's training step, in sizes of what it reads. */
const headCost = 6;

/** Bytes of tensors while a network, folded for inference, runs on so many images. */
export function inferenceBytes(network: Network, images: number): number {
  const sizes = inferenceSizes(network);
  return inferenceCopies * weightBytes(network) + sizes.workspaces() + images * sizes.forward();
}

function inferenceSizes(network: Network): PassSizes {
  const scoring = logitsNetwork(network);
  return new PassSizes({ layers: inferenceLayers(scoring), output: scoring.output }, outputBytes(scoring));
}

/**
 * Images that a network, folded for inference, runs on at a time: `most`, or the largest half, quarter and so on that
 * fits.
 *
 * @throws InputError if not even one fits
 */
export function inferenceBatch(network: Network, most: number, budget = memoryBudget): number {
  const room = tensorsIn(budget);
  const batch = largestPart(most, (images) => inferenceBytes(network, images) <= room);
  if (batch !== undefined) return batch;
  const largest = inferenceSizes(network).largestLayer('forward');
  throw tooLarge('memory.running', network.name, inferenceBytes(network, 1), budget, largest);
}

/**
 * Bytes of tensors in a training step.
 *
 * @param heads layers that auxiliary heads read
 * @param part images of the batch that are in hand at a time
 */
export function trainingBytes(network: Network, heads: readonly string[], batchSize: number, part: number): number {
  const sizes = new PassSizes(logitsNetwork(network));
  const auxiliary = heads.map((at) => sizes.gradient([at]) + headCost * sizes.outputOf(at));
  const inHand = Math.max(sizes.gradient(), ...auxiliary);
  const batch = 2 * batchSize * sizes.outputOf(network.input);
  const sums = Math.min(gradientParts * largestWeight(network), part * inHand);
  const copies = (trainingCopies + Math.max(1, heads.length)) * weightBytes(network);
  return copies + sizes.workspaces() + sums + batch + part * inHand;
}

/** Images of a batch that a training step has in hand at a time; undefined if not even one fits. */
export function fittingTrainingPart(
  network: Network,
  heads: readonly string[],
  batchSize: number,
  budget = memoryBudget,
): number | undefined {
  const room = tensorsIn(budget);
  return largestPart(batchSize, (part) => trainingBytes(network, heads, batchSize, part) <= room);
}

/** The same. @throws InputError if not even one fits */
export function trainingPart(
  network: Network,
  heads: readonly string[],
  batchSize: number,
  budget = memoryBudget,
): number {
  const part = fittingTrainingPart(network, heads, batchSize, budget);
  if (part !== undefined) return part;
  const bytes = trainingBytes(network, heads, batchSize, 1);
  if (trainingBytes(network, heads, 1, 1) <= tensorsIn(budget))
    throw new InputError('memory.batch', {
      batch: batchSize,
      bytes: formatMemory(heapFor(bytes)),
      budget: formatMemory(budget),
    });
  const largest = new PassSizes(logitsNetwork(network)).largestLayer('gradient');
  throw tooLarge('memory.training', network.name, bytes, budget, largest);
}

/** How images pass through the network in front of a head. */
export interface FeatureBatches {
  /** Images at a time. */
  readonly batch: number;
  /** Whether what the head reads stays in memory from one pass to the next. */
  readonly keeps: boolean;
}

/** How the features of images are computed that an auxiliary head starts from. */
export interface FeaturePlan extends FeatureBatches {
  /** Bytes of tensors. */
  readonly bytes: number;
}

/** Images that features are computed of at a time. */
export const featureBatch = 250;

/** The fastest way to compute the features that heads start from. @throws InputError if not even one image at a time fits */
export function planFeatures(
  network: Network,
  heads: readonly string[],
  images: number,
  budget = memoryBudget,
): FeaturePlan {
  const scoring = logitsNetwork(network);
  const outputs = outputBytes(scoring);
  const fixed = inferenceCopies * weightBytes(network);
  const needs = heads.map((at) => {
    const part = upTo(scoring, at);
    const sizes = new PassSizes({ layers: foldedLayers(part), output: at }, outputs);
    return {
      workspaces: sizes.workspaces(),
      inHand: sizes.forward() + headCost * sizes.outputOf(at),
      read: sizes.outputOf(at),
    };
  });
  const bytes = (batch: number, kept: number) =>
    fixed + Math.max(0, ...needs.map(({ workspaces, inHand, read }) => workspaces + batch * inHand + kept * read));
  const room = tensorsIn(budget);
  const whole = bytes(Math.min(featureBatch, images), images);
  if (whole <= room) return { batch: featureBatch, keeps: true, bytes: whole };
  const batch = largestPart(featureBatch, (atATime) => bytes(atATime, 0) <= room);
  if (batch === undefined)
    throw tooLarge('memory.heads', network.name, bytes(1, 0), budget, inferenceSizes(network).largestLayer('forward'));
  return { batch, keeps: false, bytes: bytes(batch, 0) };
}
