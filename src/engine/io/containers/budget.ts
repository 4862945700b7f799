import { InputError } from '../../errors';
import { limits } from '../../limits';

/** What the archives of one drop may still unpack to, all of them together. */
export class Budget {
  constructor(
    private bytes: number = limits.unpacked,
    private files: number = limits.files,
  ) {}

  /** Asks for room before it is filled. @throws InputError if there is not enough left */
  take(bytes: number, files: number): void {
    this.bytes -= bytes;
    this.files -= files;
    if (!(this.bytes >= 0)) throw new InputError('drop.size', { most: limits.unpacked / 2 ** 30 });
    if (!(this.files >= 0)) throw new InputError('drop.files', { most: limits.files });
  }
}
