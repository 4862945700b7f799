import type { Run } from '../../run/run';
import type { DcpMemory } from './memory';
import type { DcpOptions } from './options';
import type { DcpWork } from './work';

/** DCP in a run. */
export interface Dcp {
  readonly run: Run;
  readonly options: DcpOptions;
  readonly memory: DcpMemory;
  readonly work: DcpWork;
}
