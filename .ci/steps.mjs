/** The steps that `npm start` and `npm test` share. */
import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { whyTooOld } from './node.mjs';

/** Whether a command of the shell ends well, run in this folder with its output shown, or hidden by `stdio: 'ignore'`. */
export const succeeds = (command, options) =>
  spawnSync(command, { shell: true, stdio: 'inherit', ...options }).status === 0;

/** Runs a command, and ends this process where it fails. */
export function run(command) {
  if (!succeeds(command)) process.exit(1);
}

const timeOf = (file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** Ends this process in one line where Node is too old, then installs the packages that are missing. */
export function prepare() {
  const { engines } = JSON.parse(readFileSync('package.json', 'utf8'));
  const reason = whyTooOld(process.versions.node, engines.node);
  if (reason) {
    console.error(reason);
    process.exit(1);
  }
  if (timeOf('node_modules/.package-lock.json') < timeOf('package-lock.json')) run('npm ci --no-audit');
}
