/** Ways to store a network in fewer bits, in words. */
import { tellError } from './errors';
import { tellAccuracy, tellPoints } from './figures';
import { formatWhole } from './numbers';
import { fill } from './text';
import { translated } from './translated';

interface CompressionWords {
  readonly name: string;
  readonly explanation: string;
}

/** By id: what each is called, and what becomes of the weights. */
export const compressionWords = translated('compressions.compressionWords', {
  fp16: { name: '16-bit floats', explanation: 'every weight as a 16-bit float (IEEE 754)' },
  int16: {
    name: '16-bit codes',
    explanation: 'kernels as whole numbers of 16 bits with a scale each (Jacob 2018, equation 1)',
  },
  int8: {
    name: '8-bit codes',
    explanation: 'kernels as whole numbers of 8 bits with a scale each (Jacob 2018, equation 1)',
  },
  twn: {
    name: 'Ternary weights (TWN)',
    explanation: 'inner kernels of −α, 0 and α, one α a layer, at 2 bits a weight (Li 2016)',
  },
  bwn: {
    name: 'Binary weights (BWN)',
    explanation: 'inner kernels of −α and α, one α a filter, at 1 bit a weight (Rastegari 2016)',
  },
  xnor: {
    name: 'Binary weights and activations (XNOR-Net)',
    explanation:
      'binary weights, and what inner layers read as two values about each channel’s mean, as far apart everywhere in a layer, where the paper has a size for each position; a simulation (Rastegari 2016)',
  },
  dorefa: {
    name: '4-bit weights and activations (DoReFa)',
    explanation: 'inner kernels and what these read at 4 bits; a simulation (Zhou 2016)',
  },
  'deep-compression': {
    name: 'Sparse, shared and coded (Deep Compression)',
    explanation:
      'three tenths of a kernel’s weights removed, the others of 32 shared values, both they and their places in Huffman codes (Han 2015, 2016)',
  },
} as const satisfies Readonly<Record<string, CompressionWords>>);

const isCompression = (id: string): id is keyof typeof compressionWords => Object.hasOwn(compressionWords, id);

/** A compression that has no words goes by its id. */
export const tellCompression = (id: string): string => (isCompression(id) ? compressionWords[id].name : id);

type Accuracy = Parameters<typeof tellAccuracy>[0];

interface Compressed {
  readonly id: string;
  readonly measured: Accuracy & { readonly bytes: number; readonly gap?: Parameters<typeof tellPoints>[0] };
  readonly storedBytes: number;
  readonly epochs?: number;
  readonly stopped?: Parameters<typeof tellError>[0];
}

export const compressedTexts = translated('compressions.compressedTexts', {
  epoch: 'trained for 1 epoch',
  epochs: 'trained for {{epochs}} epochs',
  stopped: '{{training}} (ended early: {{reason}})',
  smaller: '{{times}}× smaller',
  trained: '{{name}}, {{training}}',
  stored: '{{size}}, {{smaller}}',
  accuracy: '{{name}}: {{accuracy}}; {{size}} bytes, {{smaller}}',
  gap: '{{name}}: {{accuracy}}; error gap from the pruned network {{gap}}; {{size}} bytes, {{smaller}}',
});

const tellEpochs = (epochs: number): string =>
  epochs === 1 ? compressedTexts.epoch : fill(compressedTexts.epochs, { epochs: formatWhole(epochs) });

type Trained = Pick<Compressed, 'id' | 'epochs' | 'stopped'>;

/** A way to store, and how its network came by its weights if they are not the pruned one's. */
export function tellTrainedFor({ id, epochs, stopped }: Trained): string {
  const name = tellCompression(id);
  if (epochs === undefined) return name;
  const training = tellEpochs(epochs);
  const told = stopped ? fill(compressedTexts.stopped, { training, reason: tellError(stopped) }) : training;
  return fill(compressedTexts.trained, { name, training: told });
}

/** How many times smaller the weights are than as 32-bit numbers. */
const tellShrinking = ({ measured, storedBytes }: Compressed): string =>
  fill(compressedTexts.smaller, { times: (measured.bytes / storedBytes).toFixed(1) });

/** @param size of what is stored */
export const tellStored = (compressed: Compressed, size: string): string =>
  fill(compressedTexts.stored, { size, smaller: tellShrinking(compressed) });

/** A stored network in a line. */
export function tellCompressed(compressed: Compressed): string {
  const { measured, storedBytes } = compressed;
  const told = {
    name: tellTrainedFor(compressed),
    accuracy: tellAccuracy(measured),
    size: formatWhole(storedBytes),
    smaller: tellShrinking(compressed),
  };
  return measured.gap
    ? fill(compressedTexts.gap, { ...told, gap: tellPoints(measured.gap) })
    : fill(compressedTexts.accuracy, told);
}
