import { InputError } from '../../engine/errors';
import type { Run } from '../run';
import type { StudioState } from '../state';
import type { createKept } from './createKept';

/** A larger network is not kept, which is said: it can be downloaded. */
const networkBytes = 2 ** 26;

type Told = Pick<StudioState, 'runs' | 'lastResult' | 'keepResult' | 'broughtRuns' | 'forgetBrought'>;

interface Studio {
  subscribe(listener: (now: Told, before: Told) => void): () => void;
}

/** Keeps what runs tell, whenever a phase of one begins and at its end; then its network too; and those brought as files. */
export function followRuns(studio: Studio, kept: ReturnType<typeof createKept>): void {
  const { keep, keepResult: shelve, keepBrought } = kept.getState();
  const shelveUnlessLarge: typeof shelve = async (id, result) => {
    if (result.file.byteLength > networkBytes) throw new InputError('kept.too-large');
    await shelve(id, result);
  };
  studio.subscribe(({ runs, lastResult, keepResult, broughtRuns, forgetBrought }, before) => {
    if (broughtRuns.length > 0 && broughtRuns !== before.broughtRuns)
      void Promise.all(broughtRuns.map(keepBrought)).then(forgetBrought);
    if (runs !== before.runs)
      for (const run of Object.values(runs)) if (isTurn(run, before.runs[run.id])) void keep(run);
    if (lastResult !== undefined && lastResult !== before.lastResult) void keepResult(shelveUnlessLarge);
  });
}

const isTurn = (run: Run, before: Run | undefined): boolean =>
  run !== before &&
  run.log.length > 0 &&
  (!before || before.log.length === 0 || run.status !== before.status || run.state.phase !== before.state.phase);
