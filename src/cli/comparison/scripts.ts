import { spawn } from 'node:child_process';
import { open } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Runs a script to its end, what it says in the folder's log. If this process exits, the script is ended.
 *
 * @throws Error if its exit code is not 0
 */
export async function tsx(command: readonly string[], checkout: string, folder: string): Promise<void> {
  const log = await open(join(folder, 'log'), 'w');
  try {
    const end = await ended(['--import', 'tsx', ...command], checkout, log.fd);
    if (end !== 'exit code 0') throw new Error(`${end}; ${join(folder, 'log')} says why`);
  } finally {
    await log.close();
  }
}

function ended(args: readonly string[], cwd: string, log: number): Promise<string> {
  const script = spawn(process.execPath, args, { cwd, stdio: ['ignore', log, log] });
  const end = () => void script.kill();
  process.once('exit', end);
  return new Promise<string>((done, fail) =>
    script.on('close', (code, signal) => done(signal ? `ended by ${signal}` : `exit code ${code}`)).on('error', fail),
  ).finally(() => process.off('exit', end));
}
