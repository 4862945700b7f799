/** The first of `count` things that a chunk of `chunks` equal ones has; that of the chunk after the last is `count`. */
export function chunkStart(chunk: i32, count: i32, chunks: i32): i32 {
  return <i32>((<i64>count * chunk) / chunks);
}

/** Byte at which a chunk of numbers starts: a multiple of 16, or their end. */
export function chunkOffset(chunk: i32, count: i32, chunks: i32): usize {
  const fours = (count + 3) >> 2;
  return min((<usize>count) << 2, (<usize>chunkStart(chunk, fours, chunks)) << 4);
}
