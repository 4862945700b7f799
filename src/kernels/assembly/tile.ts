import { clamp, madd, storeUpTo4 } from './simd';

/** Where a tile's sums start, and what becomes of them. */
export enum Sums {
  /** They start from zero and are stored. */
  store,
  /** They start from what is there and are stored. */
  accumulate,
  /** They start from zero and are added to what is there, row by row: rows may overlap. */
  scatterAdd,
  /** They start from a row of biases, before the right numbers, and are stored once they are activated. */
  activate,
}

/**
 * A tile of a matrix product, whose sums stay in registers: rows of left numbers times columns of right ones, over blocks
 * of terms. A term's right numbers, and a row's sums, lie side by side; the rest a kernel sets before its first tile, in
 * bytes. Every thread has its own.
 */
// biome-ignore lint/complexity/noStaticOnlyClass: TypeScript allows decorators on methods, not on functions.
export abstract class Tile {
  /** Between the left numbers of neighbouring rows, terms and blocks of terms. */
  static row: usize = 0;
  static term: usize = 0;
  static block: usize = 0;
  /** Between the right numbers of neighbouring terms. */
  static right: usize = 0;
  /** Of a block, and blocks. */
  static terms: i32 = 0;
  static blocks: i32 = 0;
  /** Between the sums of neighbouring rows. */
  static sums: usize = 0;
  /** Of eight columns, how many are stored after an activation, and its bounds. */
  static columns: i32 = 0;
  static lowest: v128 = f32x4(0, 0, 0, 0);
  static highest: v128 = f32x4(0, 0, 0, 0);

  /** Four rows of eight sums. @param row, term bytes between the left numbers of neighbouring rows and terms */
  @inline
  static sum4x8(left: usize, right: usize, to: usize, row: usize, term: usize, sums: Sums): void {
    const rightTerm = Tile.right;
    const length = <usize>Tile.terms * term;
    const block = Tile.block;
    const toRow = Tile.sums;
    const start = sums === Sums.activate ? right : to;
    const startRow = sums === Sums.activate ? 0 : toRow;
    if (sums === Sums.activate) right += rightTerm;
    let a0 = Tile.start(start, sums);
    let a1 = Tile.start(start + 16, sums);
    let b0 = Tile.start(start + startRow, sums);
    let b1 = Tile.start(start + startRow + 16, sums);
    let c0 = Tile.start(start + 2 * startRow, sums);
    let c1 = Tile.start(start + 2 * startRow + 16, sums);
    let d0 = Tile.start(start + 3 * startRow, sums);
    let d1 = Tile.start(start + 3 * startRow + 16, sums);
    // An offset of the load costs no addition. Where tiles are stored or accumulated, `row` is known when this is compiled.
    const isSideBySide = (sums === Sums.store || sums === Sums.accumulate) && row === 4;
    for (let i = Tile.blocks; i > 0; i--) {
      const end = left + length;
      for (let x = left; x < end; x += term) {
        const y0 = v128.load(right);
        const y1 = v128.load(right, 16);
        const xa = v128.load_splat<f32>(x);
        a0 = madd(a0, xa, y0);
        a1 = madd(a1, xa, y1);
        const xb = isSideBySide ? v128.load_splat<f32>(x, 4) : v128.load_splat<f32>(x + row);
        b0 = madd(b0, xb, y0);
        b1 = madd(b1, xb, y1);
        const xc = isSideBySide ? v128.load_splat<f32>(x, 8) : v128.load_splat<f32>(x + 2 * row);
        c0 = madd(c0, xc, y0);
        c1 = madd(c1, xc, y1);
        const xd = isSideBySide ? v128.load_splat<f32>(x, 12) : v128.load_splat<f32>(x + 3 * row);
        d0 = madd(d0, xd, y0);
        d1 = madd(d1, xd, y1);
        right += rightTerm;
      }
      left += block;
    }
    if (sums === Sums.activate) {
      const lowest = Tile.lowest;
      const highest = Tile.highest;
      a0 = clamp(a0, lowest, highest);
      a1 = clamp(a1, lowest, highest);
      b0 = clamp(b0, lowest, highest);
      b1 = clamp(b1, lowest, highest);
      c0 = clamp(c0, lowest, highest);
      c1 = clamp(c1, lowest, highest);
      d0 = clamp(d0, lowest, highest);
      d1 = clamp(d1, lowest, highest);
      if (Tile.columns < 8) {
        storeUpTo8(to, a0, a1, Tile.columns);
        storeUpTo8(to + toRow, b0, b1, Tile.columns);
        storeUpTo8(to + 2 * toRow, c0, c1, Tile.columns);
        storeUpTo8(to + 3 * toRow, d0, d1, Tile.columns);
        return;
      }
    }
    Tile.storeRow(to, a0, a1, sums);
    Tile.storeRow(to + toRow, b0, b1, sums);
    Tile.storeRow(to + 2 * toRow, c0, c1, sums);
    Tile.storeRow(to + 3 * toRow, d0, d1, sums);
  }

  /** One row of eight sums. */
  @inline
  static sum1x8(left: usize, right: usize, to: usize, sums: Sums): void {
    const term = Tile.term;
    const rightTerm = Tile.right;
    const length = <usize>Tile.terms * term;
    const block = Tile.block;
    const start = sums === Sums.activate ? right : to;
    if (sums === Sums.activate) right += rightTerm;
    let a0 = Tile.start(start, sums);
    let a1 = Tile.start(start + 16, sums);
    for (let i = Tile.blocks; i > 0; i--) {
      const end = left + length;
      for (let x = left; x < end; x += term) {
        const value = v128.load_splat<f32>(x);
        a0 = madd(a0, value, v128.load(right));
        a1 = madd(a1, value, v128.load(right, 16));
        right += rightTerm;
      }
      left += block;
    }
    if (sums === Sums.activate) Tile.storeActivated(to, a0, a1);
    else Tile.storeRow(to, a0, a1, sums);
  }

  /** One row of four sums over a block, in place. */
  @inline
  static sum1x4(left: usize, right: usize, to: usize): void {
    const term = Tile.term;
    const rightTerm = Tile.right;
    const end = left + <usize>Tile.terms * term;
    let sum = v128.load(to);
    for (; left < end; left += term) {
      sum = madd(sum, v128.load_splat<f32>(left), v128.load(right));
      right += rightTerm;
    }
    v128.store(to, sum);
  }

  /** One sum over a block, in place. */
  @inline
  static sum1x1(left: usize, right: usize, to: usize): void {
    const term = Tile.term;
    const rightTerm = Tile.right;
    const end = left + <usize>Tile.terms * term;
    let sum = load<f32>(to);
    for (; left < end; left += term) {
      sum += load<f32>(left) * load<f32>(right);
      right += rightTerm;
    }
    store<f32>(to, sum);
  }

  @inline
  static start(from: usize, sums: Sums): v128 {
    return sums === Sums.accumulate || sums === Sums.activate ? v128.load(from) : f32x4.splat(0);
  }

  @inline
  static storeRow(to: usize, first: v128, second: v128, sums: Sums): void {
    const adds = sums === Sums.scatterAdd;
    v128.store(to, adds ? f32x4.add(v128.load(to), first) : first);
    v128.store(to, adds ? f32x4.add(v128.load(to, 16), second) : second, 16);
  }

  /** Activates a row of sums, and stores `columns` of them. */
  static storeActivated(to: usize, first: v128, second: v128): void {
    storeUpTo8(to, Tile.activated(first), Tile.activated(second), Tile.columns);
  }

  /** Numbers within the activation's bounds. */
  @inline
  static activated(value: v128): v128 {
    return clamp(value, Tile.lowest, Tile.highest);
  }

  /** @param activation 0 none, 1 at least zero, 2 between zero and six */
  static activate(activation: i32): void {
    Tile.lowest = f32x4.splat(activation ? 0 : -f32.MAX_VALUE);
    Tile.highest = f32x4.splat(activation === 2 ? 6 : f32.MAX_VALUE);
  }
}

function storeUpTo8(to: usize, first: v128, second: v128, count: i32): void {
  storeUpTo4(to, first, count);
  if (count > 4) storeUpTo4(to + 16, second, count - 4);
}
