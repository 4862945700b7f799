import { presetOf } from '../../engine/methods/presets';
import type { Run } from '../../store/run';
import { tellRecipe } from '../../words/fields';
import { tellParts } from '../../words/figures';
import { tellDataset } from '../../words/names';
import { resultTexts } from '../../words/resultView';
import { fill } from '../../words/text';

/** By what a run pruned, and on which images. */
export function tellOrigin(run: Run): string {
  const told = { recipe: tellRecipe(run.recipe.method.id, presetOf(run)), dataset: tellDataset(run.images) };
  const { images } = run.state;
  return images ? fill(resultTexts['of-parts'], { ...told, parts: tellParts(images) }) : fill(resultTexts.of, told);
}
