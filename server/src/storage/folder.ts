import { constants } from 'node:fs';
import { access, mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type PictureStorage, StorageUnavailable } from './storage.ts';

/** Pictures as files of one folder. A file appears whole, and only when it is on the disk. */
export function folderStorage(folder: string): PictureStorage {
  const fileOf = (name: string) => join(folder, name);
  // Named after what it becomes, so that removing the picture finds what a crash left of it.
  const unfinished = (name: string) => join(folder, `.${name}.new`);

  return {
    put: (name, bytes) =>
      explained(folder, async () => {
        await mkdir(folder, { recursive: true });
        await writeDurably(unfinished(name), bytes);
        await rename(unfinished(name), fileOf(name));
        await syncFolder(folder);
      }),
    open: (name) =>
      explained(folder, async () => {
        const file = await openToRead(fileOf(name));
        if (!file) return undefined;
        try {
          const { size } = await file.stat();
          return { size, content: file.createReadStream() };
        } catch (error) {
          await file.close();
          throw error;
        }
      }),
    remove: (names) =>
      explained(folder, async () => {
        const files = names.flatMap((name) => [fileOf(name), unfinished(name)]);
        await Promise.all(files.map((file) => rm(file, { force: true })));
      }),
    check: () =>
      explained(folder, async () => {
        await mkdir(folder, { recursive: true });
        await access(folder, constants.W_OK);
      }),
  };
}

async function writeDurably(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'w');
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Makes a new name in the folder survive a power cut; Windows keeps names by itself and opens no folders. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function openToRead(path: string) {
  try {
    return await open(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

async function explained<Result>(folder: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (cause) {
    throw new StorageUnavailable(`UPLOAD_DIR ${folder} cannot be used: ${(cause as Error).message}`, { cause });
  }
}
