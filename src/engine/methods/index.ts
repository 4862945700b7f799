import { dcp, dcpAdapt, randomDcp } from './dcp';

/** All methods, the standard one first. A new one is a file and a line here. */
export const methods = [dcp, dcpAdapt, randomDcp] as const;
