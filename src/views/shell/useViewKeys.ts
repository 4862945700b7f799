import { viewIds } from '../../store/address';
import { useStudio } from '../../store/studioStore';
import { isTyping } from '../isTyping';
import { useKeys } from '../useKeys';

/** The keys 1 to 5 show the views in their order. */
export function useViewKeys(): void {
  const go = useStudio((state) => state.go);
  useKeys((event) => {
    const view = viewIds[Number(event.key) - 1];
    if (view && !isTyping(event)) go(view);
  });
}
