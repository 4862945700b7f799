/** The studio in a worker of the page. */
import { expose } from 'comlink';
import { carryErrors } from './crossing';
import { decodeImage } from './decodeImage';
import { readHdf5InWorker } from './hdf5Thread';
import { startBackend } from './startBackend';
import { Studio } from './studio';

/** Held until this worker ends, however it ends: its page waits for the lock to hear of it. */
void navigator.locks?.request(self.name, () => new Promise(() => {}));

carryErrors();
expose(
  new Studio({
    fetch: (url, signal) => fetch(url, { signal }),
    decodeImage,
    readHdf5: readHdf5InWorker,
    startBackend: (wanted, frameGate) => startBackend(wanted, { frameGate }),
  }),
);
