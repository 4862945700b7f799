import type { WrittenName } from '../engine/io/formatNames';
import { writers } from '../engine/io/formats';
import type { Lease } from './lease';

/** What a finished run leaves. */
export class Result {
  /** @param selection which channels the network has kept, as JSON */
  constructor(
    private readonly lease: Lease,
    readonly selection: string,
  ) {}

  async write(format: WrittenName): Promise<Uint8Array> {
    const lease = this.lease.share();
    try {
      return await writers[format](lease.opened.network);
    } finally {
      lease.release();
    }
  }

  /** Its network is freed once no file of it is being written any more. */
  retire(): void {
    this.lease.release();
  }
}
