import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import Type from 'typebox';
import { readConfig } from '../config/config.ts';
import { createLog } from '../log/log.ts';
import { readOptions } from './options.ts';

export const openapiUsage = `  openapi write    write the API's document, as a server of this version serves it
    --to FILE              (openapi.json)
`;

/** Asks a server that is there for nothing else, on a database of its own. */
export async function openapiWrite(args: string[]): Promise<string> {
  const { to } = readOptions(args, { to: Type.String({ minLength: 1, default: 'openapi.json' }) });
  const folder = await mkdtemp(join(tmpdir(), 'soban-openapi-'));
  try {
    await writeFile(resolve(to), await documentOfServerIn(folder));
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
  return `${to} is written.`;
}

async function documentOfServerIn(folder: string): Promise<string> {
  // All of the server, which no other command has to wait for.
  const { createApp } = await import('../app.ts');
  const config = readConfig({ DATA_DIR: folder, UPLOAD_DIR: folder, HOST: '127.0.0.1', PORT: '0' }, folder);
  const app = await createApp(config, createLog('silent'));
  try {
    await app.open();
    const answer = await fetch(`http://127.0.0.1:${await app.listen()}/api/openapi.json`);
    return await answer.text();
  } finally {
    await app.stop();
  }
}
