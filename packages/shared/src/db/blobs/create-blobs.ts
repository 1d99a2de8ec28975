import type { DbConfig } from '../client.ts';
import { createFolderBlobs } from './folder-blobs.ts';
import type { Blobs } from './port.ts';
import { createStorageBlobs } from './storage-blobs.ts';

export type BlobsConfig = {
  /** Where files are kept; null: in the storage of the database's provider. */
  folder: string | null;
  database: DbConfig;
};

export function createBlobs({ folder, database }: BlobsConfig): Blobs {
  return folder === null ? createStorageBlobs(database) : createFolderBlobs(folder);
}
