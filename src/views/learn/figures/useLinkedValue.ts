import { useStudio } from '../../../store/studioStore';

/**
 * A value of a slider that the link holds.
 * @param values that can be chosen
 * @param standard the one that the slider begins with
 */
export function useLinkedValue(name: 'lambda' | 'epsilon', values: readonly number[], standard: number) {
  const linked = useStudio((state) => state.learning[name]);
  const learn = useStudio((state) => state.learn);
  const place = values.indexOf(linked ?? standard);
  return {
    place: place < 0 ? values.indexOf(standard) : place,
    choose: (chosen: number) => learn({ [name]: values[chosen] }),
  };
}
