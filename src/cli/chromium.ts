/** `npx tsx src/cli/chromium.ts`: prints the path of the browser that end-to-end tests and the bench use. */
import { findChromium } from './findChromium';
import { orExit } from './orExit';

console.log(await orExit(() => findChromium()));
