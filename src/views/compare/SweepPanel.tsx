import { Button, Chip, Group, NumberInput, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { methodIds } from '../../engine/methods/recipe';
import { mostSeeds, sweepRates } from '../../store/address';
import { useChoice } from '../../store/choice';
import { useKept } from '../../store/kept/keptStore';
import { expectedTime } from '../../store/queue/expectedTime';
import { useQueue } from '../../store/queue/queueStore';
import { hasLeftOut, type Sweep, sweepOf } from '../../store/queue/sweep';
import { useStudio } from '../../store/studioStore';
import {
  comparingTitles,
  comparingWords,
  tellDone,
  tellOtherShown,
  tellQueueing,
  tellShareRemoved,
  tellSweepOf,
} from '../../words/comparing';
import { tellMethod } from '../../words/fields';
import { joinSentences } from '../../words/text';
import { Panel } from '../Panel';
import type { Contest } from './entries';
import { Queue } from './Queue';

/** Runs of several methods at several rates, one after the other. */
export function SweepPanel({ contest }: { contest: Contest | undefined }) {
  const { methods, rates, seeds } = useChoice();
  return (
    <Panel title={comparingTitles.sweep}>
      <Stack gap="sm">
        <Choices
          title={comparingWords.methods}
          all={methodIds.map((id) => ({ value: id, label: tellMethod(id) }))}
          chosen={methods}
          onChoose={(chosen) => useChoice.setState({ methods: methodIds.filter((id) => chosen.includes(id)) })}
        />
        <Choices
          title={comparingWords.rates}
          all={sweepRates.map((rate) => ({ value: String(rate), label: tellShareRemoved(rate) }))}
          chosen={rates.map(String)}
          onChoose={(chosen) =>
            useChoice.setState({ rates: sweepRates.filter((rate) => chosen.includes(String(rate))) })
          }
        />
        <NumberInput
          label={comparingWords.seeds}
          size="xs"
          w={90}
          min={1}
          max={mostSeeds}
          allowDecimal={false}
          value={seeds}
          onChange={(value) => typeof value === 'number' && useChoice.setState({ seeds: value })}
        />
        <Planning
          sweep={{ methods, rates, seeds: Array.from({ length: seeds }, (_, index) => index + 1) }}
          contest={contest}
        />
        <Queue />
      </Stack>
    </Panel>
  );
}

interface ChoicesProps {
  readonly title: string;
  readonly all: ReadonlyArray<{ readonly value: string; readonly label: ReactNode }>;
  readonly chosen: readonly string[];
  onChoose(chosen: readonly string[]): void;
}

function Choices({ title, all, chosen, onChoose }: ChoicesProps) {
  return (
    <fieldset className="choices">
      <legend>{title}</legend>
      <Chip.Group multiple value={[...chosen]} onChange={onChoose}>
        <Group gap={6}>
          {all.map(({ value, label }) => (
            <Chip key={value} value={value} size="xs">
              {label}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
    </fieldset>
  );
}

interface PlanningProps {
  readonly sweep: Sweep;
  readonly contest: Contest | undefined;
}

/** What the sweep comes to, and the button that queues it. */
function Planning({ sweep, contest }: PlanningProps) {
  const network = useStudio((state) => state.network?.name);
  const images = useStudio((state) => state.images?.name);
  const recipe = useStudio((state) => state.recipe);
  const one = useStudio((state) => state.expected);
  const kept = useKept((state) => state.runs) ?? [];
  const planned = useQueue((state) => state.planned);
  const { add, goOn } = useQueue.getState();
  if (network === undefined || images === undefined)
    return (
      <Text size="sm" c="dimmed">
        {comparingWords.noNetwork}
      </Text>
    );
  const isHere = (run: { network: string; images: string }) => run.network === network && run.images === images;
  const before = kept.filter((run) => isHere(run) && run.status === 'finished');
  const known = [...before, ...planned.filter(isHere)].map((run) => run.recipe);
  const all = sweepOf(recipe, sweep, []);
  const asked = sweepOf(recipe, sweep, known);
  const time = expectedTime(asked, before) ?? (one && 1000 * asked.length * ((one.low + one.high) / 2));
  const done = all.length - asked.length;
  const queue = () => {
    const { scratch, compresses } = useStudio.getState();
    add(asked.map((each) => ({ network, images, recipe: each, scratch, compresses })));
    void goOn();
  };
  return (
    <Stack gap="xs">
      <Text size="sm">
        {joinSentences([
          tellSweepOf(network, images),
          contest && !isHere(contest) && tellOtherShown(contest.network, contest.images),
        ])}
      </Text>
      <Group gap="md">
        <Button disabled={asked.length === 0} onClick={queue}>
          {asked.length === 0
            ? comparingWords.queueNone
            : tellQueueing(asked.length, time === undefined ? undefined : time / 60_000)}
        </Button>
        <Text size="sm" c="dimmed">
          {joinSentences([
            whatIsMissing(sweep),
            done > 0 && tellDone(done, all.length),
            comparingWords.sweepNote,
            hasLeftOut(recipe) && comparingWords.sweepLeaves,
          ])}
        </Text>
      </Group>
    </Stack>
  );
}

/** Why a sweep has no runs, if that is for want of choices. */
function whatIsMissing({ methods, rates }: Sweep): string | undefined {
  if (methods.length === 0) return comparingWords.noMethods;
  return rates.length === 0 ? comparingWords.noRates : undefined;
}
