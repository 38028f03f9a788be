import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { s3Keys } from '../services/s3.ts';

/** An empty bucket of one restaurant's own. */
export async function newBucket(endpoint: string, name: string): Promise<void> {
  const client = new S3Client({ endpoint, region: 'us-east-1', forcePathStyle: true, credentials: s3Keys });
  await client.send(new CreateBucketCommand({ Bucket: name }));
  client.destroy();
}
