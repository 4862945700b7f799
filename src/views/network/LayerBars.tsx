import { Button, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { keepsToRates, type Recipe } from '../../engine/methods/recipe';
import { ownEntry } from '../../engine/recipe/ownEntry';
import { isActive } from '../../store/state';
import { useStudio } from '../../store/studioStore';
import { useStudioLater } from '../../store/useStudioLater';
import { layerBarWords } from '../../words/layerBars';
import { frameWords } from '../../words/views';
import { Panel } from '../Panel';
import { Term } from '../Term';
import { LayerBar } from './LayerBar';
import './layerBars.css';
import { PlannedSizes } from './PlannedSizes';

/** What the network is to become: its size, and how many channels each layer keeps, which is set here. */
export function LayerBars() {
  const isRunning = useStudioLater(isActive);
  const recipe = useStudio((state) => state.recipe);
  const network = useStudio((state) => state.network);
  const revision = useStudio((state) => state.revision);
  const planned = useStudio((state) => state.planned);
  const plan = useStudio((state) => state.plan);
  const [opened, setOpened] = useState<{ readonly layer: string; readonly revision: number }>();
  const setRecipe = useStudio((state) => state.setRecipe);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another recipe or network is planned anew
  useEffect(() => void plan(), [recipe, revision, network === undefined]);
  const isKept = keepsToRates(recipe);
  const isOfThis = planned?.revision === revision;
  const note = isKept ? layerBarWords.drag : reasonOf(recipe);
  return (
    <Panel
      title={layerBarWords.title}
      aside={
        <span className="meaning">
          <Term name="layerRates">{frameWords.meaning}</Term>
        </span>
      }
    >
      {network && isKept && (
        <PlannedSizes
          before={network.sizes}
          planned={isOfThis ? planned : undefined}
          isStale={isOfThis && planned.recipe !== recipe}
        />
      )}
      <Text size="sm" c="dimmed" mb="xs">
        {network ? note : layerBarWords['open-first']}
      </Text>
      {network && isKept && (
        <>
          <div className="layer-bars">
            {network.layers[recipe.streams].map((layer) => (
              <LayerBar
                key={layer.name}
                layer={layer}
                kept={
                  isOfThis && askAlike(planned.recipe, recipe, layer.name)
                    ? ownEntry(planned.counts, layer.name)
                    : undefined
                }
                locked={isRunning}
                isOpen={opened?.layer === layer.name && opened.revision === revision}
                onOpen={(open) => setOpened(open ? { layer: layer.name, revision } : undefined)}
              />
            ))}
          </div>
          <Button
            size="compact-sm"
            variant="subtle"
            mt={8}
            disabled={isRunning || Object.keys(recipe.layerRates).length === 0}
            onClick={() => setRecipe({ layerRates: {} })}
          >
            {layerBarWords['all-alike']}
          </Button>
        </>
      )}
    </Panel>
  );
}

/** Two recipes ask the same of a layer: what was planned by one holds for the other. */
const askAlike = (one: Recipe, other: Recipe, layer: string): boolean =>
  (ownEntry(one.layerRates, layer) ?? one.rate) === (ownEntry(other.layerRates, layer) ?? other.rate) &&
  one.widthMultiple === other.widthMultiple &&
  ownEntry(one.byHand, layer) === ownEntry(other.byHand, layer);

const reasonOf = ({ target }: { readonly target: { readonly kind: string } }): string =>
  target.kind === 'rate' ? layerBarWords['left-to-method'] : layerBarWords['left-to-target'];
