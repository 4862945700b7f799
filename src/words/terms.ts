import { compressionWords } from './compressions';
import { methodWords, tellChoosing } from './fields';
import { captioned, fill, joints } from './text';
import { translated } from './translated';

/** What the studio's words mean, for tooltips. */
export const terms = translated('terms.terms', {
  method: 'How channels are chosen. {{methods}}.',
  target:
    'What the run is to reach. Widths are spread over the layers by what their channels are worth: the loss with some of them, for what the others cost.',
  lose: 'Points of accuracy that the pruned network may lose, by the validation images: training images that nothing is learnt from. Several networks are tried; the smallest that keeps within them stays.',
  targetSize: 'Of the pruned network, at most. Sizes are exact before anything is trained.',
  targetLatency:
    'The median time of some runs on this machine, at most. Cut networks are timed before anything is trained.',
  tries: 'Networks that a search for a loss of accuracy makes at most; each takes a whole run.',
  widthMultiple:
    'Layers keep multiples of so many channels, which many machines compute faster: 8 is a good choice on wasm. 1 leaves widths free; a run to a time then tries 8 as well.',
  rate: 'The share of input channels removed from every prunable layer; of a convolution in groups, as many of each group.',
  layerRates: 'Prune rates of single layers; a layer that you leave alone follows the rate above.',
  byHand:
    'Channels that you keep join before the method chooses, those that you remove never join; the layer keeps as many as its rate says, or as many as it must. It goes into the recipe, for the next run.',
  lambda: 'Weight of the discrimination loss in the joint loss: L = L_M + λ L_S (Eq 6).',
  reconstructionWeight:
    'Weight of the reconstruction loss L_M in the joint loss. 1 is the paper’s; 2 is the authors’ code, whose Eq 3 has no 1/2; 0 selects by L_S alone.',
  epsilon: 'DCP-Adapt stops in a layer when the joint loss falls by less than this share of its first value (Eq 10).',
  solver:
    'How the weights of the selected channels are found. Newton’s steps solve the least squares of L_M exactly whenever a channel joins; the paper takes steps of SGD.',
  refit:
    'Whether the layers that read pruned channels get new weights: those with which the channels that stay reconstruct the layer’s output best.',
  sgdSteps: 'Steps of SGD after every join, each of a batch of the selection samples.',
  losses:
    'P, the number of auxiliary classifiers spread evenly over the depth, besides the network’s own loss. The paper has 2 for VGG and ResNet-18, 3 for ResNet-50 and ResNet-56.',
  samples: 'Training images that every layer’s channels are selected on; empty means all.',
  fineTuningEpochs: 'Passes over the training images after surgery.',
  fineTuningImages: 'Training images that every epoch of fine-tuning draws; empty means all.',
  auxiliaryEpochs: 'Passes over the training images with the auxiliary losses, before selection.',
  auxiliaryRate:
    'The first learning rate of training with the auxiliary losses. It is low, since the network has already converged.',
  baselineOutputs:
    'What a layer’s output is compared with in a stagewise schedule: that of the network as it came (the paper), or as the first stage has tuned it (the authors’ code). An upfront schedule takes the tuned network.',
  kernelJoins:
    'How many times kernels join in a layer, those with the largest gradients of the joint loss, about as many each time. In the paper (Liu et al., TPAMI 2021) they join one by one.',
  kernelPasses: 'Passes of SGD over the selection samples after kernels have joined; 1 is the paper’s.',
  surgeryEpochs:
    'Passes over the training images in which single weights go, and come back where they grow (Guo et al., NeurIPS 2016). After them what is zero stays so.',
  surgeryRate: 'The first learning rate of dynamic surgery.',
  spliceEvery: 'Training steps after which dynamic surgery decides anew which weights are zero.',
  sparsity:
    'What the sum of the absolute scales (gamma) of the batch norms is multiplied by in the loss that slimming trains with (Liu et al., ICCV 2017). The fewer the steps of that training, the larger it has to be.',
  sparseEpochs: 'Passes over the training images with the penalty on the scales, before channels are selected.',
  sparseRate: 'The first learning rate of training with the penalty on the scales.',
  threshold:
    'Whether every layer keeps as many channels as its prune rate says, or one threshold over the scales of the whole network keeps as many in all (Liu et al., ICCV 2017). Then every layer keeps at least a tenth.',
  learningRate: 'The highest learning rate of fine-tuning; how it falls is the schedule’s.',
  rateSchedule:
    'How the learning rate falls. Cosine: after a short warm-up, to nothing along half a cosine. Steps (the paper): to a tenth at 40% and again at 60%. Mild steps: by 0.3 at 40, 60 and 80%, as recipes without a version have it.',
  distillation:
    'Share of fine-tuning’s loss by which the pruned network learns the softened answers of the network that was opened; the labels have the rest. 0: labels alone. Where labels are the network’s own predictions, these answers are all it learns from.',
  temperature:
    'Softens the answers in distillation: class scores are divided by it. The higher, the more the less likely classes count.',
  mirror:
    'Half of the training images are mirrored, left to right: where it does no harm, that is where the network that was opened answers mirrored training images as well as plain ones, always, or never.',
  batchSize: 'Training images that a step sees, in training and in the selection.',
  channelsPerStep: 'Channels that join between two scorings. 1 is the paper’s; more is faster and less exact.',
  schedule:
    'Upfront: fine-tune once with all auxiliary losses, then select. Stagewise (the paper): fine-tune anew before every stage.',
  scoreNorm:
    'The norm that ranks channels: of a channel’s whole kernel slice (the paper), or summed over its kernels (the authors’ code).',
  streams:
    'Channels that one layer reads, a dense or separable one too; or also residual streams, which several layers read and which are one group, scored by the sum of its readers’ scores; or only what one 2-D convolution reads (the paper).',
  scaling:
    'What becomes of the bytes 0 to 255 before the network sees them. What the network was trained with is right; a wrong choice mostly shows in the test accuracy.',
  kept: 'Channels that pruning leaves alone, and why.',
  format: 'What the network’s file was; it can be downloaded in any of them.',
  input:
    'How high and wide the images are that the network reads, and how many numbers a pixel has: three for red, green and blue. Images of other sizes are scaled to it.',
  images:
    'Images that the network is pruned and measured on. A run sets a tenth of those for training apart, for validation: it decides by them. Those for testing are only measured on.',
  validation:
    'Training images that nothing is learnt from: what a run decides by accuracy or loss, it decides on these, never on the test images.',
  seed: 'Same seed, same backend, same result.',
  score: 'Norm of the joint loss’s gradient for one input channel: how much the losses would gain from it.',
  reconstruction: 'L_M: how far the layer’s output is from the baseline network’s (Eq 3).',
  discrimination: 'L_S: cross-entropy of the stage’s classifier (Eq 5).',
  accuracy:
    'Share of the test images classified rightly. Below it Wilson’s 95% interval: where the share of all such images is likely to be.',
  errorGap:
    'How many more of the test images are classified wrongly than by the baseline, in points; a minus means fewer. Its 95% interval is a paired one: it comes from the images on which the two networks differ.',
  classGap:
    'How many more of the class’s test images are classified wrongly than by the baseline, in points; a minus means fewer. Its paired 95% interval is for the class alone: of many classes some stand out by chance.',
  agreement:
    'Share of the test images that the network classifies as the network that was opened did: without labels there is no accuracy. Below it Wilson’s 95% interval.',
  parameters: 'Trained weights: all but the batch norms’ running averages.',
  flops: 'Multiply-adds of convolutions, dense layers and batch norms for one image, as the paper counts.',
  size: 'Bytes of all weights as 32-bit numbers.',
  keptWeights:
    'Trained weights but those of kernels, or single ones, that the method holds at zero. Layers keep their widths, so that they compute as much as before.',
  storedSize:
    'Bytes if a weight that is held at zero takes none: 32 bits for every other, and one bit for every kernel, or weight, of a sparse layer that says whether it is kept.',
  compressed:
    'The weights of the pruned network in fewer bits, each way measured on the test images without further training. {{compressions}}. The first three are files that TensorFlow.js reads; the others say what a format of its own would take.',
  codedSize:
    'Bytes of all weights as they are stored: codes, scales and tables, and what stays in 32 bits. A file that TensorFlow.js reads has a number for weights that are held at zero too; a format of its own has one bit for each kernel, or weight, that says whether it is kept, and codes of those alone.',
  scratch:
    'A network of the pruned widths with fresh weights, trained on the same images, for as many epochs and at the same rates as the pruned network is fine-tuned, without a teacher: what the kept weights are worth. Takes about as long as fine-tuning.',
  latency:
    'Time for a batch on this machine, of one image and of many, measured in turn with the baseline: median and quartiles of 20 runs, or of fewer where they take long: the row says of how many. Where the quartiles overlap this machine cannot tell a difference.',
  comparedTimes:
    'Milliseconds for one image, the median, of runs that this browser made. Times of other machines are left out.',
  prunableShare:
    'What goes, at most, once every group of channels that can be pruned has one left; what other layers need stays at any rate.',
  prunable: 'Layers whose input channels can be removed: not the image’s own, and residual streams only if asked for.',
  selection: 'After surgery, before the pruned network is fine-tuned.',
  training:
    'Loss of every tenth training step and of an epoch’s last, on the left axis: with the auxiliary losses before selection, alone after surgery. On the right axis, after each epoch, the share of some validation images that is right: a few, so that looking takes no time; test images judge what comes out.',
});

export type TermName = keyof typeof terms;

const joined = (parts: readonly string[]): string => parts.join(`${joints.stop}${joints.between}`);

/** What stands in terms that explain all choices of a field. */
const choices = {
  get methods(): string {
    return joined(Object.values(methodWords).map((method) => captioned(method.name, tellChoosing(method))));
  },
  get compressions(): string {
    return joined(Object.values(compressionWords).map(({ name, explanation }) => captioned(name, explanation)));
  },
};

/** What a term means. */
export const tellTerm = (name: TermName): string => fill(terms[name], choices);

export const isTerm = (name: string): name is TermName => Object.hasOwn(terms, name);
