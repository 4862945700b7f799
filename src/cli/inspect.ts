/** `npm run inspect -- FILE [--json]`: a network's layers, channel groups, what is locked and why, sizes, and what can go. */
import { parseArgs } from 'node:util';
import { chooseBackend } from '../engine/backend/chooseBackend';
import { inspectNetwork } from '../engine/channels/inspect';
import { prunableShares } from '../engine/channels/prunableShares';
import { InputError } from '../engine/errors';
import { costOf } from '../engine/network/cost';
import { tellReason } from '../words/reasons';
import { tellShares } from '../words/shares';
import { openNetwork } from './modelFiles';
import { orExit } from './orExit';

const { file, json } = await orExit(() => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false } },
  });
  const [path] = positionals;
  if (!path) throw new InputError('option.file');
  return { file: path, json: values.json };
});

await chooseBackend(['cpu']);
const { network, format } = await orExit(() => openNetwork(file));
const { layers, groups } = inspectNetwork(network);
const [shares, ofStreams] = [prunableShares(network), prunableShares(network, 'pruned')];
const report = { name: network.name, format, ...costOf(network), ...shares, streamsPruned: ofStreams, layers, groups };

/** Rows as columns of equal width. */
function print(rows: Array<Array<string | number>>): void {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => String(row[column]).length))) ?? [];
  for (const row of rows)
    console.log(
      row
        .map((cell, column) => String(cell).padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    );
}

if (json) console.log(JSON.stringify(report));
else {
  console.log(`${report.name} (${format}): ${report.params} parameters, ${report.flops} FLOPs, ${report.bytes} bytes`);
  console.log(tellShares('locked', shares));
  if (ofStreams.keptAtHalf.params < shares.keptAtHalf.params) console.log(tellShares('pruned', ofStreams));
  console.log('');
  print([
    ['layer', 'class', 'output', 'parameters', 'FLOPs', 'group'],
    ...layers.map(({ name, className, shape, params, flops, group }) => [
      name,
      className,
      shape.join('x'),
      params,
      flops,
      group,
    ]),
  ]);
  console.log('');
  print([
    ['group', 'channels', 'selected by, or why all are kept'],
    ...groups.map(({ name, channels, prunedAs, kept }) => [
      name,
      channels,
      kept ? tellReason(kept) : `selected by ${prunedAs}`,
    ]),
  ]);
}
