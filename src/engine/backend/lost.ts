import type { ErrorCode } from '../../words/errors';
import { CodedError } from '../errors';

/** Memory has ended under way. What the backend holds can no longer be trusted: a fresh one must take its place. */
export class OutOfMemory<Code extends ErrorCode = ErrorCode> extends CodedError<Code> {
  override readonly name = 'OutOfMemory';
}

const traps =
  /memory access out of bounds|table index is out of bounds|indirect call|null function|\bunreachable\b|Aborted\(|device (is|was) lost/;

const failedAllocations =
  /Invalid typed array length|allocation failed|Memory\.grow|(offset|length) .*(out of|outside the) bounds|offset is out of bounds/i;

/**
 * Whether the backend is of no use after an error: wasm has trapped, aborted or run out of memory, or the GPU is gone. An
 * error that has crossed from a worker, of which only name and message are left, tells it too.
 */
export function isBackendLost(error: unknown): boolean {
  const { name, message } = toldBy(error);
  return name === 'OutOfMemory' || name === 'RuntimeError' || traps.test(message);
}

/** Whether an error while tensors are computed means that there was no memory for them. */
export function isMemoryEnd(error: unknown): boolean {
  const { name, message } = toldBy(error);
  return isBackendLost(error) || (name === 'RangeError' && failedAllocations.test(message));
}

/** Frees what is no longer needed. Of a lost backend there is nothing to free: the error that told so is not hidden by more. */
export async function freeing(free: () => void | Promise<void>): Promise<void> {
  try {
    await free();
  } catch (error) {
    if (!isBackendLost(error)) throw error;
  }
}

function toldBy(error: unknown): { name: string; message: string } {
  if (typeof error !== 'object' || error === null) return { name: '', message: String(error) };
  const [name, message] = [Reflect.get(error, 'name'), Reflect.get(error, 'message')];
  return { name: String(name ?? ''), message: String(message ?? '') };
}
