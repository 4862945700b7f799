import { compressionIds } from '../../engine/compress/ids';
import type { Work } from '../../worker/studio';
import type { StudioState } from '../state';

/** What a run that is asked for now would do. */
export const workOf = ({
  recipe,
  revision,
  scratch,
  compresses,
}: Pick<StudioState, 'recipe' | 'revision' | 'scratch' | 'compresses'>): Work => ({
  ...{ recipe, revision, scratch },
  ...(compresses ? { compressing: { ids: compressionIds, epochs: 0 } } : {}),
});
