import type { OpenedNetwork } from '../engine/io/formats/format';
import { disposeNetwork } from '../engine/network/network';

/** The use that someone makes of a network: it is freed, once, when the last lease on it is released. */
export class Lease {
  private isReleased = false;

  private constructor(
    private readonly network: OpenedNetwork,
    private readonly holders: { count: number },
  ) {
    holders.count++;
  }

  /** The first lease on a network, which is nobody else's to free from now on. */
  static on(network: OpenedNetwork): Lease {
    return new Lease(network, { count: 0 });
  }

  /** @throws once it is released */
  get opened(): OpenedNetwork {
    if (this.isReleased) throw new Error(`the lease on "${this.network.network.name}" has been released`);
    return this.network;
  }

  /** A further lease on the same network. */
  share(): Lease {
    return new Lease(this.opened, this.holders);
  }

  /** Ends the use; again, it does nothing. */
  release(): void {
    if (this.isReleased) return;
    this.isReleased = true;
    if (--this.holders.count === 0) disposeNetwork(this.network.network);
  }

  isOnSameAs(other: Lease | undefined): boolean {
    return this.holders === other?.holders;
  }
}
