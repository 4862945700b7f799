import { compressionIds } from '../../engine/compress/ids';
import type { Work } from '../../worker/studio';
import type { StudioState } from '../state';
import type { PlannedWork } from './types';

/** What a run that is asked for now would do. */
export const workOf = ({
  recipe,
  revision,
  scratch,
  compresses,
}: PlannedWork & Pick<StudioState, 'revision'>): Work => ({
  ...{ recipe, revision, scratch },
  ...(compresses ? { compressing: { ids: compressionIds, epochs: 0 } } : {}),
});
