import type { LocalCopy } from './draft-saver.ts';

const NAME = 'xunkao-drafts';
const STORE = 'texts';

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function within<T>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await open();
  try {
    return await new Promise<T>((resolve, reject) => {
      const transaction = database.transaction(STORE, mode);
      const request = act(transaction.objectStore(STORE));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onerror = () => reject(transaction.error);
      transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
}

/**
 * The copy of an unsaved lesson on this device, one per person and draft. A browser that keeps nothing (private mode, a
 * full disk) costs the copy and nothing else.
 */
export function localCopies(personId: string, draftId: string) {
  const key = `${personId}/${draftId}`;
  let last = Promise.resolve();
  return {
    read: (): Promise<LocalCopy | null> =>
      within('readonly', (store) => store.get(key) as IDBRequest<LocalCopy | undefined>).then(
        (copy) => copy ?? null,
        () => null,
      ),
    /** In the order of the calls. */
    write: (copy: LocalCopy | null): Promise<void> => {
      last = last
        .then(() =>
          within<unknown>(
            'readwrite',
            (store) => (copy ? store.put(copy, key) : store.delete(key)) as IDBRequest<unknown>,
          ),
        )
        .then(
          () => undefined,
          () => undefined,
        );
      return last;
    },
  };
}
