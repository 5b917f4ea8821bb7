/** Waits until the disk has what SQLite wrote, on a thread that answers nobody. */
import { type FileHandle, open } from "node:fs/promises";
import { dirname } from "node:path";

export interface Disk {
  /** Resolves once the disk has all that was written before. Rejects where that is not known. */
  readonly reached: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/**
 * Of a file in WAL mode: every commit is appended to the file beside it, so that is what has to be on the disk. SQLite itself
 * would wait for that on the thread that commits: https://www.sqlite.org/pragma.html#pragma_synchronous
 */
export function openDisk(path: string): Disk {
  let beside: Promise<FileHandle> | null = null;
  let last = Promise.resolve();
  const wait = gatherWaits(async () => {
    beside ??= openBeside(path);
    const file = await beside.catch((error: unknown) => {
      beside = null;
      throw error;
    });
    await file.datasync();
  });
  return {
    reached: () => (last = wait()),
    async close() {
      // Whoever waits is told what fails; the database is closed all the same.
      await last.catch(() => undefined);
      const file = await beside;
      beside = null;
      await file?.close();
    },
  };
}

/** SQLite makes it with the first write and keeps it until the last connection is closed. */
async function openBeside(path: string): Promise<FileHandle> {
  await syncFolder(dirname(path));
  return open(`${path}-wal`, "r+");
}

/** That a file is there at all stands in its folder. Not every file system has folders waited for: SQLite goes on then, too. */
async function syncFolder(path: string): Promise<void> {
  try {
    await using folder = await open(path);
    await folder.sync();
  } catch (error) {
    if (!(error instanceof Error && "code" in error && NOT_FOR_FOLDERS.has(error.code))) throw error;
  }
}

/** Windows opens no folder, others do not let it be read, or have nothing to wait for. */
const NOT_FOR_FOLDERS = new Set<unknown>(["EACCES", "EBADF", "EINVAL", "EISDIR", "ENOSYS", "ENOTSUP", "EPERM"]);

/** Whoever asks while `wait` is under way waits for the next one, together with all others who do. */
export function gatherWaits(wait: () => Promise<void>): () => Promise<void> {
  let underWay: Promise<void> = Promise.resolve();
  let next: Promise<void> | null = null;
  return () => {
    next ??= underWay
      .catch(() => undefined)
      .then(() => {
        next = null;
        return (underWay = wait());
      });
    return next;
  };
}
