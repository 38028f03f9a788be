import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { Menu } from '@soban/contract/menu';
import type { Plugin } from 'vite';
import type { shapes as inSource } from '../src/shapes.ts';

const file = fileURLToPath(new URL('../src/shapes.ts', import.meta.url));
const hashOf = (schema: object): string =>
  createHash('sha256').update(JSON.stringify(schema)).digest('hex').slice(0, 12);

/** Puts the hashes of the contract's schemas in the place of the words in `shapes.ts`. */
export function storedShapes(): Plugin {
  const shapes: typeof inSource = { menu: hashOf(Menu) };
  return {
    name: 'stored-shapes',
    enforce: 'pre',
    load: (id) => (id === file ? `export const shapes = ${JSON.stringify(shapes)};` : undefined),
  };
}
