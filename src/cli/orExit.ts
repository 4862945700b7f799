import './relaxedSimd';
import { InputError, messageOf } from '../engine/errors';

/**
 * The result of `work`; where it fails, its message in one line and an exit code: 2 for what was brought or asked for.
 *
 * @param faultCode exit code where it is not that
 */
export async function orExit<T>(work: () => T | Promise<T>, faultCode = 2): Promise<T> {
  try {
    return await work();
  } catch (error) {
    console.error(messageOf(error).split('\n')[0]);
    process.exit(error instanceof InputError ? 2 : faultCode);
  }
}
