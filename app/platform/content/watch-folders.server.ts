import { type FSWatcher, readdirSync, watch } from 'node:fs';
import path from 'node:path';

export type FolderWatch = {
  /** Looks for folders that came or went; call it before reading what they hold. */
  readonly refresh: () => void;
  readonly close: () => void;
};

/**
 * Hears of every change below a folder. Each folder is watched, not each file: Node's own recursive watching follows
 * files on Linux, and loses one for ever when an editor saves it by renaming another into its place.
 */
export function watchFolders({
  folder,
  onChange,
  onError,
}: {
  folder: string;
  onChange: () => void;
  onError: (error: unknown) => void;
}): FolderWatch {
  let watchers: FSWatcher[] = [];
  const open = (place: string): FSWatcher[] => {
    try {
      return [watch(place, onChange).on('error', onError)];
    } catch (error) {
      // Such as a folder that went since it was listed: its parent hears of that.
      onError(error);
      return [];
    }
  };
  // All anew each time, the new before the old go: a folder that was replaced has kept its name but not its watch.
  const refresh = () => {
    const former = watchers;
    watchers = listFolders(folder).flatMap(open);
    for (const watcher of former) watcher.close();
  };
  refresh();
  return {
    refresh,
    close() {
      for (const watcher of watchers) watcher.close();
      watchers = [];
    },
  };
}

const listFolders = (folder: string): string[] => [
  folder,
  ...readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => path.join(entry.parentPath, entry.name)),
];
