import { bytes, four, madd } from './simd';

@unmanaged
class NesterovStep {
  count: i32;
  learningRate: f32;
  momentum: f32;
  weightDecay: f32;
}

/**
 * A step of SGD with Nesterov momentum: s = g + decay w; v' = momentum v + s; w' = w - rate (s + momentum v').
 *
 * @param velocity v, or 0 before the first step
 */
export function nesterovStep(
  weight: usize,
  gradient: usize,
  velocity: usize,
  nextWeight: usize,
  nextVelocity: usize,
  step: NesterovStep,
): void {
  const rate = step.learningRate;
  const momentum = step.momentum;
  const decay = step.weightDecay;
  const rates = f32x4.splat(rate);
  const momenta = f32x4.splat(momentum);
  const decays = f32x4.splat(decay);
  const length = bytes(step.count);
  let at: usize = 0;
  for (; at + four <= length; at += four) {
    const w = v128.load(weight + at);
    const s = madd(v128.load(gradient + at), w, decays);
    const next = velocity ? madd(s, v128.load(velocity + at), momenta) : s;
    v128.store(nextVelocity + at, next);
    v128.store(nextWeight + at, f32x4.sub(w, f32x4.mul(madd(s, next, momenta), rates)));
  }
  for (; at < length; at += 4) {
    const w = load<f32>(weight + at);
    const s = load<f32>(gradient + at) + w * decay;
    const next = velocity ? load<f32>(velocity + at) * momentum + s : s;
    store<f32>(nextVelocity + at, next);
    store<f32>(nextWeight + at, w - (s + next * momentum) * rate);
  }
}
