import { resolve } from 'node:path';
import { urlOf } from './addresses.ts';
import { ConfigError, type Values } from './environment.ts';

/** Where pictures are kept. */
export type StorageConfig = {
  /** Where browsers fetch pictures from, without a slash at the end; undefined: from this server. */
  publicUrl: string | undefined;
} & (
  | { kind: 'folder'; folder: string }
  | {
      kind: 'bucket';
      bucket: string;
      /** Undefined: Amazon's own. */
      endpoint: string | undefined;
      region: string;
      /** Undefined: the role of the machine it runs on. */
      credentials: { accessKeyId: string; secretAccessKey: string } | undefined;
    }
);

/** A bucket where one is named, else a folder. */
export function picturesOf(values: Values, folder: string): StorageConfig {
  const publicUrl = urlOf('UPLOAD_PUBLIC_URL', values.UPLOAD_PUBLIC_URL, ['http', 'https'])?.replace(/\/+$/, '');
  if (values.S3_BUCKET === undefined) return { kind: 'folder', folder: resolve(folder, values.UPLOAD_DIR), publicUrl };
  const { S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = values;
  if ((accessKeyId === undefined) !== (secretAccessKey === undefined)) {
    throw new ConfigError(
      'S3_BUCKET needs both S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY, or neither where the machine has a role',
    );
  }
  const credentials = accessKeyId && secretAccessKey ? { accessKeyId, secretAccessKey } : undefined;
  const endpoint = urlOf('S3_ENDPOINT', values.S3_ENDPOINT, ['http', 'https']);
  return { kind: 'bucket', bucket: values.S3_BUCKET, endpoint, region: values.S3_REGION, credentials, publicUrl };
}
