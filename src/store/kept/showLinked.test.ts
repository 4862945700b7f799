import { expect, test } from 'vitest';
import { create } from 'zustand';
import { selectionOf } from '../../runs/testing';
import { loggedRun, type Run } from '../run';
import type { StudioState } from '../state';
import type { KeptState } from './createKept';
import { keptRun } from './keptRun';
import { showLinked } from './showLinked';

const run = loggedRun(selectionOf([4]));

type Page = Pick<StudioState, 'view' | 'runs' | 'currentRun' | 'underWay' | 'activities' | 'say'> & {
  network: object | undefined;
};

/** A page in the Prune view that opens its first network, and its kept runs, which are yet to be read. */
function page() {
  const said: unknown[] = [];
  const reopened: string[] = [];
  const studio = create<Page>(() => ({
    ...{ view: 'prune', runs: {}, currentRun: undefined, underWay: undefined, activities: [], network: undefined },
    say: (_, message) => said.push(message),
  }));
  const kept = create<Pick<KeptState, 'runs' | 'reopen'>>(() => ({
    runs: undefined,
    reopen: async (id) => {
      reopened.push(id);
    },
  }));
  return { said, reopened, kept, studio };
}

const shown = ({ id }: Run) => ({ currentRun: id, runs: { [id]: run } });

test('a run that this browser keeps is shown once a network is open', async () => {
  const { said, reopened, kept, studio } = page();
  const done = showLinked(studio, kept, run.id);
  kept.setState({ runs: [keptRun(run)] });
  await Promise.resolve();
  expect(reopened).toEqual([]);
  studio.setState({ network: {} });
  await done;
  expect([reopened, said]).toEqual([[run.id], []]);
});

test('a run that it does not keep is said to be elsewhere', async () => {
  const { said, reopened, kept, studio } = page();
  kept.setState({ runs: [] });
  await showLinked(studio, kept, run.id);
  expect([reopened, said]).toEqual([[], [{ code: 'other-run' }]]);
});

test('whoever has gone to another view, or to another run, is left alone', async () => {
  for (const [runs, elsewhere] of [
    [[], { view: 'use' }],
    [[keptRun(run)], { view: 'use' }],
    [[], shown(run)],
    [[keptRun(run)], shown(run)],
  ] as const) {
    const { said, reopened, kept, studio } = page();
    const done = showLinked(studio, kept, run.id);
    studio.setState({ ...elsewhere, network: {} });
    kept.setState({ runs });
    await done;
    expect([reopened, said]).toEqual([[], []]);
  }
});
