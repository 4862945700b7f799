/** `npm run record -- EVENTS.jsonl NAME`: makes of a run's log the recording public/runs/NAME.jsonl.gz, which the page plays. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { newRunId } from '../runs/log';
import { readLog, writeLog } from '../runs/logFile';
import { orExit } from './orExit';
import { recordingOf } from './recording';

const [file, name] = process.argv.slice(2);
if (!file || !name) {
  console.error('npm run record -- EVENTS.jsonl NAME');
  process.exit(2);
}
const log = await orExit(() => readLog(readFileSync(file, 'utf8'), newRunId()));
const packed = gzipSync(writeLog(recordingOf(log)), { level: 9 });
const folder = 'public/runs';
mkdirSync(folder, { recursive: true });
writeFileSync(`${folder}/${name}.jsonl.gz`, packed);
console.log(`${folder}/${name}.jsonl.gz: ${packed.length} bytes`);
