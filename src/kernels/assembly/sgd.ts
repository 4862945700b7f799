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
  count: i32,
  rate: f32,
  momentum: f32,
  decay: f32,
): void {
  const rates = f32x4.splat(rate);
  const momenta = f32x4.splat(momentum);
  const decays = f32x4.splat(decay);
  const length = (<usize>count) << 2;
  let at: usize = 0;
  for (; at + 16 <= length; at += 16) {
    const w = v128.load(weight + at);
    const slope = f32x4.add(v128.load(gradient + at), f32x4.mul(w, decays));
    const next = velocity ? f32x4.add(f32x4.mul(v128.load(velocity + at), momenta), slope) : slope;
    v128.store(nextVelocity + at, next);
    v128.store(nextWeight + at, f32x4.sub(w, f32x4.mul(f32x4.add(slope, f32x4.mul(next, momenta)), rates)));
  }
  for (; at < length; at += 4) {
    const w = load<f32>(weight + at);
    const slope = load<f32>(gradient + at) + w * decay;
    const next = velocity ? load<f32>(velocity + at) * momentum + slope : slope;
    store<f32>(nextVelocity + at, next);
    store<f32>(nextWeight + at, w - (slope + next * momentum) * rate);
  }
}
