import { spawn } from 'node:child_process';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The file of a folder that tells by which options it was made. */
export const commandFile = (folder: string): string => join(folder, 'command.json');

/** @throws Error naming the folder if it was made by other options than those of a command */
export async function checkMadeBy(command: string, folder: string): Promise<void> {
  const made = await readFile(commandFile(folder), 'utf8').catch(() => 'unknown ones');
  if (made !== command)
    throw new Error(`it is there already, by other options (${made}): choose another --out or delete ${folder}`);
}

/** Runs a script to its end, what it says in the folder's log. @throws Error if its exit code is not 0 */
export async function tsx(command: readonly string[], checkout: string, folder: string): Promise<void> {
  const log = await open(join(folder, 'log'), 'w');
  try {
    const end = await new Promise<string>((done, fail) =>
      spawn('npx', ['tsx', ...command], { cwd: checkout, stdio: ['ignore', log.fd, log.fd] })
        .on('close', (code, signal) => done(signal ? `ended by ${signal}` : `exit code ${code}`))
        .on('error', fail),
    );
    if (end !== 'exit code 0') throw new Error(`${end}; ${join(folder, 'log')} says why`);
  } finally {
    await log.close();
  }
}
