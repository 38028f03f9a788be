import { extname, join } from 'node:path';

/** The file of another program of ours: beside the module that starts it, as a source and as what is built of it. */
export function programBeside({ filename, dirname }: ImportMeta, name: string): string {
  return join(dirname, `${name}${extname(filename)}`);
}
