import { readdir } from 'node:fs/promises';
import { proceed } from '../../engine/checkpoint';
import { presetRecipe } from '../../engine/methods/recipe';
import { disposeNetwork } from '../../engine/network/network';
import { measureCurves } from '../../engine/widths/measureCurves';
import { close, rough } from '../../engine/widths/sensitivity';
import { loadCifar10 } from '../dataFiles';
import { loadNetwork } from '../modelFiles';
import { type BenchCase, type BenchRow, limitRow, printedRow } from './measure';

/** Until the first curve is to be seen, until all are, and until all are close. */
export const sensitivityCase: BenchCase = {
  name: 'sensitivity',
  run: async () => {
    const dataset = await loadCifar10('bundled');
    const rows: BenchRow[] = [];
    for (const name of await readdir('public/models')) {
      const network = await loadNetwork(name);
      const since = performance.now();
      const times: number[] = [];
      for (const closeness of [rough, close])
        for await (const event of measureCurves(network, dataset, presetRecipe('quick'), proceed, closeness))
          if (event.type === 'sensitivity') times.push(performance.now() - since);
      disposeNetwork(network);
      const [first = Number.NaN, last = Number.NaN] = [times[0], times.at(-1)];
      const all = times[times.length / 2 - 1] ?? Number.NaN;
      rows.push({ ...limitRow(`sensitivity ${name}: first curve`, first, 'ms', 1000), where: 'Node' });
      rows.push({ ...printedRow(`sensitivity ${name}: all, rough`, all, 'ms', last), where: 'Node' });
      rows.push({ ...printedRow(`sensitivity ${name}: all, close`, last, 'ms', last), where: 'Node' });
    }
    return rows;
  },
};
