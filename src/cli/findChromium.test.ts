import { expect, test } from 'vitest';
import { findChromium, type Machine } from './findChromium';

/** A machine on which these files exist and nothing else does. */
const machineWith = (files: string[], machine: Partial<Machine> = {}): Machine => ({
  platform: 'linux',
  env: {},
  isFile: (path) => files.includes(path),
  playwrights: '/cache/chromium',
  ...machine,
});

test('the variable CHROMIUM goes before all else', () => {
  const machine = machineWith(['/opt/mine', '/usr/bin/chromium', '/cache/chromium'], {
    env: { CHROMIUM: '/opt/mine' },
  });
  expect(findChromium(machine)).toBe('/opt/mine');
});

test('a variable CHROMIUM that leads nowhere is not passed over', () => {
  const machine = machineWith(['/usr/bin/chromium'], { env: { CHROMIUM: '/opt/gone' } });
  expect(() => findChromium(machine)).toThrow(/CHROMIUM.*\/opt\/gone/);
});

test.each<[NodeJS.Platform, string, Machine['env']]>([
  ['linux', '/usr/bin/chromium', {}],
  ['linux', '/usr/bin/google-chrome-stable', {}],
  ['linux', '/snap/bin/chromium', {}],
  ['linux', '/home/me/bin/microsoft-edge', { PATH: '/bin:/home/me/bin' }],
  ['darwin', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', {}],
  ['darwin', '/Users/me/Applications/Chromium.app/Contents/MacOS/Chromium', { HOME: '/Users/me' }],
  ['darwin', '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge', {}],
  ['darwin', '/opt/homebrew/bin/chromium', { PATH: '/usr/bin:/opt/homebrew/bin' }],
  ['win32', 'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe', { ProgramFiles: 'C:\\Program Files' }],
  ['win32', 'C:\\Me\\Chromium\\Application\\chrome.exe', { LOCALAPPDATA: 'C:\\Me' }],
  ['win32', 'C:\\X86\\Microsoft\\Edge\\Application\\msedge.exe', { 'ProgramFiles(x86)': 'C:\\X86' }],
  ['win32', 'D:\\tools\\chrome.exe', { PATH: 'C:\\Windows;D:\\tools' }],
])('on %s %s is found', (platform, file, env) => {
  expect(findChromium(machineWith([file, '/cache/chromium'], { platform, env }))).toBe(file);
});

test("Chromium goes before Chrome, Chrome before Edge, and each before Playwright's own", () => {
  const files = ['/usr/bin/chromium', '/usr/bin/google-chrome', '/usr/bin/microsoft-edge', '/cache/chromium'];
  for (const [i, file] of files.entries()) expect(findChromium(machineWith(files.slice(i)))).toBe(file);
});

test('where there is none, the message says how to get one', () => {
  expect(() => findChromium(machineWith([]))).toThrow(/npx playwright install chromium.*CHROMIUM/);
});
