import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { RunId } from '../../runs/log';
import type { PackedResult } from '../../worker/result';
import type { KeptRun } from './keptRun';
import type { LogPart, Shelf, Shelved } from './shelf';

interface Tables extends DBSchema {
  runs: { key: RunId; value: KeptRun };
  logs: { key: [RunId, number]; value: LogPart };
  networks: { key: RunId; value: NonNullable<Shelved['result']> | Uint8Array<ArrayBuffer> };
}

const tables = ['runs', 'logs', 'networks'] as const;

/** In the browser's IndexedDB, which is opened when it is first needed. */
export class BrowserShelf implements Shelf {
  private opened: Promise<IDBPDatabase<Tables>> | undefined;

  /** @param name of the database */
  constructor(private readonly name = 'espalier') {}

  async list(): Promise<KeptRun[]> {
    return (await this.database()).getAll('runs');
  }

  async put(run: KeptRun, part?: LogPart): Promise<void> {
    const change = (await this.database()).transaction(tables, 'readwrite');
    const logs = change.objectStore('logs');
    await Promise.all([
      change.objectStore('runs').put(run),
      part?.from === 0 && logs.delete(partsOf(run.id)),
      part && logs.put(part),
      change.done,
    ]);
  }

  async putResult(run: RunId, result: PackedResult): Promise<void> {
    await (await this.database()).put('networks', result, run);
  }

  async read(id: RunId): Promise<Shelved | undefined> {
    const reading = (await this.database()).transaction(tables);
    const [run, log, network] = await Promise.all([
      reading.objectStore('runs').get(id),
      reading.objectStore('logs').getAll(partsOf(id)),
      reading.objectStore('networks').get(id),
    ]);
    if (!run) return undefined;
    return { run, log, ...(network ? { result: network instanceof Uint8Array ? { file: network } : network } : {}) };
  }

  async restore({ run, log, result }: Shelved): Promise<void> {
    const change = (await this.database()).transaction(tables, 'readwrite');
    await Promise.all([
      change.objectStore('logs').delete(partsOf(run.id)),
      change.objectStore('networks').delete(run.id),
      change.objectStore('runs').put(run),
      ...log.map((part) => change.objectStore('logs').put(part)),
      result && change.objectStore('networks').put(result, run.id),
      change.done,
    ]);
  }

  async remove(run: RunId): Promise<void> {
    const change = (await this.database()).transaction(tables, 'readwrite');
    await Promise.all([
      change.objectStore('runs').delete(run),
      change.objectStore('logs').delete(partsOf(run)),
      change.objectStore('networks').delete(run),
      change.done,
    ]);
  }

  /** What could not be opened, or is closed by the browser, is opened anew at the next call. */
  private database(): Promise<IDBPDatabase<Tables>> {
    if (this.opened) return this.opened;
    const forget = () => {
      this.opened = undefined;
    };
    this.opened = openDB<Tables>(this.name, 1, {
      upgrade: (database) => {
        database.createObjectStore('runs', { keyPath: 'id' });
        database.createObjectStore('logs', { keyPath: ['run', 'from'] });
        database.createObjectStore('networks');
      },
      terminated: forget,
    });
    this.opened.catch(forget);
    return this.opened;
  }
}

/** The keys of all parts of a run's log: by its id, then by where they begin. */
const partsOf = (run: RunId): IDBKeyRange => IDBKeyRange.bound([run, 0], [run, Number.POSITIVE_INFINITY]);
