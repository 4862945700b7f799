/** `npm start`: installs what is missing, builds, serves the studio and prints its address. */
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';

const run = (command, args) => {
  const { status } = spawnSync(command, args, { stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) process.exit(status ?? 1);
};

const timeOf = (file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;

if (timeOf('node_modules/.package-lock.json') < timeOf('package-lock.json')) run('npm', ['ci']);
run('npx', ['vite', 'build']);
run('npx', ['vite', 'preview']);
