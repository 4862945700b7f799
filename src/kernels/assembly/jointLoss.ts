import { addLine, rowsPerSum } from './channels';
import { chunkStart } from './chunks';
import { bytes, four, madd } from './simd';

/** Tensors [rows, channels], but for the factors 1 / Q and lambda and for the sums. */
@unmanaged
class JointLoss {
  output: usize;
  baseline: usize;
  /** The discrimination loss's gradient. */
  gradient: usize;
  factors: usize;
  outputGradient: usize;
  /** [chunks, 4, channels]: of the output's gradient and of squares, and space for those of a block of rows */
  sums: usize;
  rows: i32;
  channels: i32;
}

/**
 * The gradient of the joint loss for a layer's output, (output - baseline) / Q + lambda gradient, with the sums that go
 * with it: of this gradient, for the bias, and of (output - baseline)^2, for the reconstruction loss.
 *
 * @param chunk of `chunks` equal ones of the rows
 */
export function jointLossGradient(loss: JointLoss, chunk: i32, chunks: i32): void {
  const line = bytes(loss.channels);
  const sums = loss.sums + <usize>chunk * 4 * line;
  memory.fill(sums, 0, 2 * line);
  const block = sums + 2 * line;
  const last = chunkStart(chunk + 1, loss.rows, chunks);
  for (let start = chunkStart(chunk, loss.rows, chunks); start < last; start += rowsPerSum) {
    memory.fill(block, 0, 2 * line);
    const end = min(last, start + rowsPerSum);
    for (let row = start; row < end; row++) gradientOfRow(loss, <usize>row * line, block, line);
    addLine(sums, block, 2 * line);
  }
}

/** @param start of the row, in bytes */
function gradientOfRow(loss: JointLoss, start: usize, sums: usize, line: usize): void {
  const output = loss.output + start;
  const baseline = loss.baseline + start;
  const gradient = loss.gradient + start;
  const outputGradient = loss.outputGradient + start;
  const share = load<f32>(loss.factors);
  const lambda = load<f32>(loss.factors, 4);
  const squares = sums + line;
  let at: usize = 0;
  for (; at + four <= line; at += four) {
    const error = f32x4.sub(v128.load(output + at), v128.load(baseline + at));
    const value = madd(f32x4.mul(error, f32x4.splat(share)), v128.load(gradient + at), f32x4.splat(lambda));
    v128.store(outputGradient + at, value);
    v128.store(sums + at, f32x4.add(v128.load(sums + at), value));
    v128.store(squares + at, madd(v128.load(squares + at), error, error));
  }
  for (; at < line; at += 4) {
    const error = load<f32>(output + at) - load<f32>(baseline + at);
    const value = error * share + load<f32>(gradient + at) * lambda;
    store<f32>(outputGradient + at, value);
    store<f32>(sums + at, load<f32>(sums + at) + value);
    store<f32>(squares + at, load<f32>(squares + at) + error * error);
  }
}
