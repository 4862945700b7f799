import { InputError } from '../../errors';
import { Budget } from './budget';
import type { DroppedFile } from './files';

export const isGzip = ({ bytes }: DroppedFile): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b && bytes[2] === 8;

/**
 * A gzip's contents; the platform verifies their checksum and length.
 *
 * @throws InputError naming the file, if it is broken or larger than what is left of the budget
 */
export async function gunzip({ name, bytes }: DroppedFile, budget = new Budget()): Promise<DroppedFile> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  budget.take(0, 1);
  const reader = unpacking(bytes).getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      budget.take(next.value.length, 0);
      chunks.push(next.value);
      length += next.value.length;
    }
  } catch (error) {
    await reader.cancel().catch(() => undefined);
    if (error instanceof InputError) throw error.within(name);
    throw new InputError('gzip.damaged').within(name);
  }
  const contents = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    contents.set(chunk, at);
    at += chunk.length;
  }
  return { name: name.replace(/\.tgz$/i, '.tar').replace(/\.gz$/i, ''), bytes: contents };
}

const piece = 2 ** 16;

/** The unpacked bytes, made only as they are read. */
function unpacking(bytes: Uint8Array): ReadableStream<Uint8Array> {
  let at = 0;
  const packed = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull(controller) {
      if (at >= bytes.length) return controller.close();
      controller.enqueue(new Uint8Array(bytes.subarray(at, at + piece)));
      at += piece;
    },
  });
  return packed.pipeThrough(new DecompressionStream('gzip'));
}
