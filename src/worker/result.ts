import type { WrittenName } from '../engine/io/formatNames';
import { writers } from '../engine/io/formats';
import type { Lease } from './lease';

/** A result outside of a worker. */
export interface PackedResult {
  /** Its network as a .keras file. */
  readonly file: Uint8Array<ArrayBuffer>;
  /** Which channels it has kept, as JSON. */
  readonly selection: string;
}

/** What a finished run leaves. */
export class Result {
  /**
   * @param selection which channels the network has kept, as JSON
   * @param revision of the network and images that it was pruned from and measured on; absent if these are not here
   */
  constructor(
    private readonly lease: Lease,
    readonly selection: string,
    public revision?: number,
  ) {}

  /** A further lease on its network. */
  share(): Lease {
    return this.lease.share();
  }

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
