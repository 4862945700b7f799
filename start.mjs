/** `npm start`: installs what is missing, builds, serves the studio and prints its address. */
import { prepare, run } from './.ci/steps.mjs';

prepare();
run('npx vite build');
run('npx vite preview');
