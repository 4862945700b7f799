import { dcp, dcpAdapt, randomDcp } from './dcp';
import { l1 } from './l1';

/** All methods, the standard one first. A new one is a file and a line here. */
export const methods = [dcp, dcpAdapt, randomDcp, l1] as const;
