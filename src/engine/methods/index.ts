import { apoz } from './apoz';
import { cp } from './cp';
import { dcp, dcpAdapt, randomDcp } from './dcp';
import { dkp } from './dkp';
import { fpgm } from './fpgm';
import { l1 } from './l1';
import { l2 } from './l2';
import { wm, wmPlus } from './scratch';
import { slimming } from './slimming';
import { surgery } from './surgery';
import { taylor } from './taylor';
import { thinet } from './thinet';

/** All methods, the standard one first. A new one is a file and a line here. */
export const methods = [
  dcp,
  dcpAdapt,
  randomDcp,
  l1,
  l2,
  fpgm,
  apoz,
  taylor,
  thinet,
  cp,
  slimming,
  wm,
  wmPlus,
  dkp,
  surgery,
] as const;
