import { Button, Group } from '@mantine/core';
import type { Choice } from '../../../engine/inspect/effect';
import type { LayerState } from '../../../runs/state';
import { isActive } from '../../../store/state';
import { useStudio } from '../../../store/studioStore';
import { inspectWords, tellChange, tellStanding, tellTry } from '../../../words/inspecting';
import { NextRun } from './NextRun';
import { type HandTry, triesFor } from './tries';

/** What it does to keep a channel or to remove it, measured where one asks for it. */
export function ByHand({ layer, channel }: { layer: LayerState; channel: number }) {
  const isRunning = useStudio(isActive);
  const tried = useStudio((state) => state.tried);
  const revision = useStudio((state) => state.revision);
  const { tryByHand, endTrying } = useStudio.getState();
  const isTried = ({ choice }: HandTry) =>
    tried?.revision === revision && tried.layer === layer.name && isSame(tried, choice);
  const tries = triesFor(layer, channel);
  const shown = tries.some(isTried) ? tried : undefined;
  return (
    <section aria-label={inspectWords['by-hand']}>
      <h3>{inspectWords['by-hand']}</h3>
      <NextRun layer={layer.name} channel={channel} />
      <Group gap="xs">
        {tries.map((one) => (
          <Button
            key={`${one.change}${one.kept}`}
            size="compact-sm"
            variant={isTried(one) ? 'light' : 'default'}
            disabled={isRunning}
            onClick={() => tryByHand(layer.name, one.choice)}
          >
            {tellTry(one.change, one.kept)}
          </Button>
        ))}
        {shown && !shown.effect && (
          <Button size="compact-sm" variant="subtle" onClick={endTrying}>
            {inspectWords['end-trying']}
          </Button>
        )}
      </Group>
      <p className="plot-note">{isRunning ? inspectWords['while-running'] : inspectWords['by-hand-note']}</p>
      <div className="numbers" role="status">
        {shown && !shown.effect && <p>{inspectWords.trying}</p>}
        {shown?.effect && (
          <>
            <p>{tellStanding('before', shown.effect.before)}</p>
            <p>{tellStanding('after', shown.effect.after)}</p>
            <p>
              <b>{tellChange(shown.effect)}</b>
            </p>
          </>
        )}
      </div>
    </section>
  );
}

const isSame = (one: Choice, other: Choice): boolean =>
  one.before.join() === other.before.join() && one.after.join() === other.after.join();
