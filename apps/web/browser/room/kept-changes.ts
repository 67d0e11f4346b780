import type { Change, Told } from './protocol.js';

/** A change that the server is not known to have. */
export interface Waiting extends Change {
  /** In the order in which they were typed. */
  readonly id: number;
  /** Whose it is: a phone may be handed on. */
  readonly seat: string;
  /** What is changed: a later change of the same builds on it. */
  readonly slot: string;
  /** Where it was typed. */
  readonly page: string;
  readonly title: string;
  readonly told?: Told;
}
export type NewWaiting = Omit<Waiting, 'id'>;

const NAME = 'isonomia-room';
const STORE = 'changes';

/** Keeps changes on the phone, across pages and when it is switched off. */
export interface KeptChanges {
  /** False when they live as long as the page. */
  readonly lasts: boolean;
  all(seat: string): Promise<readonly Waiting[]>;
  add(change: NewWaiting): Promise<Waiting>;
  put(change: Waiting): Promise<void>;
  remove(id: number): Promise<void>;
}

export async function openChanges(): Promise<KeptChanges> {
  try {
    return new DatabaseChanges(await open());
  } catch {
    // Private windows of some browsers have none.
    return new PageChanges();
  }
}

/** Everything that waited, of whoever sat here. */
export const forgetChanges = (): Promise<void> =>
  new Promise((resolve) => {
    try {
      const request = indexedDB.deleteDatabase(NAME);
      const done = (): void => {
        resolve();
      };
      request.addEventListener('success', done);
      request.addEventListener('error', done);
      request.addEventListener('blocked', done);
    } catch {
      resolve();
    }
  });

const settled = <Result>(request: IDBRequest<Result>): Promise<Result> =>
  new Promise((resolve, reject) => {
    request.addEventListener('success', () => {
      resolve(request.result);
    });
    request.addEventListener('error', () => {
      reject(request.error ?? new Error('The phone keeps nothing.'));
    });
  });

async function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(NAME, 1);
  request.addEventListener('upgradeneeded', () => {
    request.result.createObjectStore(STORE, { keyPath: 'id', autoIncrement: true });
  });
  const database = await settled(request);
  // Leaving the room throws it away, and must not wait for every other page to be closed.
  database.addEventListener('versionchange', () => {
    database.close();
  });
  return database;
}

class DatabaseChanges implements KeptChanges {
  readonly lasts = true;
  constructor(private readonly database: IDBDatabase) {}

  async all(seat: string): Promise<readonly Waiting[]> {
    const found = await settled(this.in('readonly').getAll() as IDBRequest<Waiting[]>);
    return found.filter((one) => one.seat === seat);
  }

  async add(change: NewWaiting): Promise<Waiting> {
    const id = await this.written((store) => store.add(change));
    return { ...change, id: Number(id) };
  }

  async put(change: Waiting): Promise<void> {
    await this.written((store) => store.put(change));
  }

  async remove(id: number): Promise<void> {
    await this.written((store) => store.delete(id));
  }

  private in(mode: IDBTransactionMode): IDBObjectStore {
    return this.database.transaction(STORE, mode, { durability: 'strict' }).objectStore(STORE);
  }

  /** Resolves when it is on the disk, not when it was asked for. */
  private written<Result>(ask: (store: IDBObjectStore) => IDBRequest<Result>): Promise<Result> {
    const store = this.in('readwrite');
    const request = ask(store);
    return new Promise((resolve, reject) => {
      store.transaction.addEventListener('complete', () => {
        resolve(request.result);
      });
      const failed = (): void => {
        reject(store.transaction.error ?? new Error('The phone keeps nothing.'));
      };
      store.transaction.addEventListener('error', failed);
      store.transaction.addEventListener('abort', failed);
    });
  }
}

class PageChanges implements KeptChanges {
  readonly lasts = false;
  private readonly changes = new Map<number, Waiting>();
  private last = 0;

  all(seat: string): Promise<readonly Waiting[]> {
    return Promise.resolve([...this.changes.values()].filter((one) => one.seat === seat));
  }

  add(change: NewWaiting): Promise<Waiting> {
    this.last += 1;
    const added = { ...change, id: this.last };
    this.changes.set(added.id, added);
    return Promise.resolve(added);
  }

  put(change: Waiting): Promise<void> {
    this.changes.set(change.id, change);
    return Promise.resolve();
  }

  remove(id: number): Promise<void> {
    this.changes.delete(id);
    return Promise.resolve();
  }
}
