/** Node starts threads without the TypeScript loader of their parent. */
import { register } from 'tsx/esm/api';

register();
await import('./hdf5Worker.ts');
