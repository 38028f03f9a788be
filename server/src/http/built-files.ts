import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join, sep } from 'node:path';
import { type EncodedBody, encodedBody } from '../encoded-body.ts';

export interface BuiltFile {
  type: string;
  body: EncodedBody;
}

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

/**
 * All files of a folder by their paths in it, with slashes, each with the compressed forms that lie beside it. They are a few
 * megabytes that never change while the server runs: in memory they cost a stranger's request neither a thread nor a descriptor.
 */
export function builtFiles(folder: string, cacheControl: (path: string) => string): ReadonlyMap<string, BuiltFile> {
  const names = existsSync(folder) ? readdirSync(folder, { recursive: true, withFileTypes: true }) : [];
  const files = names.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  const bytes = new Map(files.map((file) => [file, readFileSync(file)]));
  return new Map(
    [...bytes].map(([file, identity]) => {
      const path = file.slice(folder.length + 1).replaceAll(sep, '/');
      const [br, gzip] = [bytes.get(`${file}.br`), bytes.get(`${file}.gz`)];
      const forms = { identity, ...(br && { br }), ...(gzip && { gzip }) };
      const headers = { 'cache-control': cacheControl(path), ...((br ?? gzip) && { vary: 'accept-encoding' }) };
      const type = types[extname(file)] ?? 'application/octet-stream';
      return [path, { type, body: encodedBody(forms, headers) }];
    }),
  );
}
