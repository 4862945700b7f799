import type { Scaling } from '../data/scaling';
import type { Network } from '../network/network';

export const formatNames = ['tfjs', 'h5', 'keras'] as const;

/** A format that networks are read from and written to. */
export type FormatName = (typeof formatNames)[number];

/** A network as its file tells of it. The caller owns it. */
export interface Opened {
  readonly network: Network;
  readonly format: FormatName;
  /** Names of the classes, in the order of the outputs. */
  readonly classes?: readonly string[];
  /** How the network wants its images, where the file says so. */
  readonly scaling?: Scaling;
}

/** A file dropped on the page or named on the command line; its name may be a path. */
export interface DroppedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
