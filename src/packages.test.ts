import { readFileSync } from 'node:fs';
import { subset } from 'semver';
import { expect, test } from 'vitest';
import { whyTooOld } from '../.ci/node.mjs';
import manifest from '../package.json';

interface LockedPackage {
  readonly engines?: { readonly node?: string };
  readonly optional?: boolean;
  readonly resolved?: string;
}

const lock: { packages: Record<string, LockedPackage> } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const packages = Object.entries(lock.packages);

test('every package runs on every version of Node that package.json names', () => {
  const narrower = packages
    .filter(([, { optional }]) => !optional)
    .filter(([, { engines }]) => !subset(manifest.engines.node, engines?.node ?? '*'))
    .map(([path, { engines }]) => `${path}: ${engines?.node}`);
  expect(packages.length).toBeGreaterThan(100);
  expect(narrower).toEqual([]);
});

test('the lock file names no host: packages come from whatever registry npm is set to', () => {
  expect(packages.filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
});

test('Node that is too old is told so in one line; newer majors are not', () => {
  for (const version of ['18.20.8', '20.18.3', '21.7.3', '22.11.0', '23.0.0'])
    expect(whyTooOld(version, manifest.engines.node)).toMatch(
      /^Espalier needs Node\.js .+; this is \d+\.\d+\.\d+\. .+$/,
    );
  for (const version of ['20.19.0', '20.20.2', '22.12.0', '24.0.0', '26.1.0'])
    expect(whyTooOld(version, manifest.engines.node)).toBeUndefined();
});
