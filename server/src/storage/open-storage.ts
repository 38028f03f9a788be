import type { StorageConfig } from '../config/pictures.ts';
import { folderStorage } from './folder.ts';
import type { PictureStorage } from './storage.ts';

/** The storage that the configuration names. S3's client is loaded only where it is used: it takes long. */
export async function openStorage(config: StorageConfig): Promise<PictureStorage> {
  switch (config.kind) {
    case 'folder':
      return folderStorage(config.folder);
    case 'bucket': {
      const { bucketStorage } = await import('./bucket.ts');
      return bucketStorage(config);
    }
  }
}
