import { Text } from '@mantine/core';
import { useStudio } from '../../store/studioStore';
import { networkTexts, testOrigins } from '../../words/networkView';
import { formatWhole } from '../../words/numbers';
import { fill, joints } from '../../words/text';
import { Fold, Folds } from '../Fold';

/** Names that stand in the closed fold, at most. */
const mostNamed = 12;

/** The classes in the order of the network's outputs, how many images there are of each, and where the test images come from. */
export function ClassCounts() {
  const images = useStudio((state) => state.images);
  if (!images || images.counts.length === 0) return null;
  const { classes, counts, testOrigin } = images;
  const named = [...classes.slice(0, mostNamed), ...(classes.length > mostNamed ? ['…'] : [])];
  return (
    <Folds>
      <Fold name="class-counts" title={fill(networkTexts.classes, { classes: named.join(joints.comma) })}>
        <ol className="class-counts numbers" start={0}>
          {classes.map((name, output) => (
            <li key={name}>
              <b>{name}</b>{' '}
              <span>
                {fill(networkTexts['class-counts'], {
                  train: formatWhole(counts[output]?.train ?? 0),
                  test: formatWhole(counts[output]?.test ?? 0),
                })}
              </span>
            </li>
          ))}
        </ol>
        <Text size="xs" c="dimmed">
          {testOrigins[testOrigin]}
        </Text>
      </Fold>
    </Folds>
  );
}
