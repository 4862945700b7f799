import { existsSync, statSync } from 'node:fs';
import { posix, win32 } from 'node:path';
import { chromium } from '@playwright/test';

/** What the search reads of a machine. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  isFile(path: string): boolean;
  /** Where Playwright would install a browser of its own. */
  readonly playwrights: string;
}

const thisMachine: Machine = {
  platform: process.platform,
  env: process.env,
  isFile: (path) => existsSync(path) && statSync(path).isFile(),
  playwrights: chromium.executablePath(),
};

/**
 * The path of a Chromium, Chrome or Edge: the variable CHROMIUM, else what is installed, else Playwright's own.
 *
 * @throws Error that says how to get one, if there is none
 */
export function findChromium(machine = thisMachine): string {
  const { env, isFile, playwrights } = machine;
  if (env.CHROMIUM) {
    if (isFile(env.CHROMIUM)) return env.CHROMIUM;
    throw new Error(`The variable CHROMIUM names ${env.CHROMIUM}, which is no file; set it to a browser's path.`);
  }
  const found = [...installedPaths(machine), playwrights].find(isFile);
  if (found !== undefined) return found;
  throw new Error(
    'No Chromium, Chrome or Edge is found; install one, run `npx playwright install chromium`, or set CHROMIUM to its path.',
  );
}

/** Where these browsers usually are, the preferred ones first. */
function installedPaths({ platform, env }: Machine): string[] {
  const { join, delimiter } = platform === 'win32' ? win32 : posix;
  const onPath = (env.PATH ?? '').split(delimiter);
  const within = (folders: readonly (string | undefined)[], files: readonly string[]) =>
    files.flatMap((file) => folders.flatMap((folder) => (folder ? join(folder, file) : [])));

  switch (platform) {
    case 'win32': {
      const programs = [env.ProgramFiles, env['ProgramFiles(x86)'], env.LOCALAPPDATA];
      return [...within(programs, windowsFiles), ...within(onPath, ['chrome.exe', 'msedge.exe'])];
    }
    case 'darwin': {
      const applications = ['/Applications', env.HOME && join(env.HOME, 'Applications')];
      return [...within(applications, macFiles), ...within(onPath, linuxNames)];
    }
    default:
      return within(['/usr/bin', '/snap/bin', ...onPath], linuxNames);
  }
}

const linuxNames = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'microsoft-edge-stable',
];

const macFiles = ['Chromium', 'Google Chrome', 'Microsoft Edge'].map((name) => `${name}.app/Contents/MacOS/${name}`);

const windowsFiles = [
  'Chromium\\Application\\chrome.exe',
  'Google\\Chrome\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
];
