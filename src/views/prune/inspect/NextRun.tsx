import { SegmentedControl } from '@mantine/core';
import { verdictOf, verdicts, withVerdict } from '../../../engine/recipe/byHand';
import { useStudio } from '../../../store/studioStore';
import { handWords, verdictNames } from '../../../words/inspecting';
import { Term } from '../../Term';

/** What becomes of a channel in the next run: the method's choice, or the person's. */
export function NextRun({ layer, channel }: { layer: string; channel: number }) {
  const byHand = useStudio((state) => state.recipe.byHand);
  const isPrunable = useStudio((state) =>
    state.network?.layers[state.recipe.streams].some(({ name }) => name === layer),
  );
  const setRecipe = useStudio((state) => state.setRecipe);
  if (!isPrunable) return null;
  const choose = (chosen: string) => {
    const verdict = verdicts.find((known) => known === chosen);
    if (verdict) setRecipe({ byHand: withVerdict(byHand, layer, channel, verdict) });
  };
  return (
    <div className="next-run">
      <Term name="byHand">{handWords['next-run']}</Term>
      <SegmentedControl
        size="xs"
        aria-label={handWords['next-run']}
        data={verdicts.map((verdict) => ({ value: verdict, label: verdictNames[verdict] }))}
        value={verdictOf(byHand, layer, channel)}
        onChange={choose}
      />
    </div>
  );
}
