import type { FormatName } from '../engine/io/formatNames';
import { networkFormats } from '../engine/io/formats';
import { disposeNetwork, type Network } from '../engine/network/network';

/** What a finished run leaves. Its network is freed when it is retired and no file of it is being written any more. */
export class Result {
  private writers = 0;
  private isRetired = false;

  /** @param selection which channels the network has kept, as JSON */
  constructor(
    private readonly network: Network,
    readonly selection: string,
  ) {}

  async write(format: FormatName): Promise<Uint8Array> {
    this.writers++;
    try {
      return await networkFormats[format].write(this.network);
    } finally {
      this.writers--;
      this.freeIfDone();
    }
  }

  retire(): void {
    this.isRetired = true;
    this.freeIfDone();
  }

  private freeIfDone(): void {
    if (this.isRetired && this.writers === 0) disposeNetwork(this.network);
  }
}
