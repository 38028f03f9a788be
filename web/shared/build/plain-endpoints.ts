import { fileURLToPath } from 'node:url';
import type { Endpoint } from '@soban/contract/endpoint';
import type { Plugin } from 'vite';

const contract = fileURLToPath(new URL('../../../contract/src/endpoints.ts', import.meta.url));

/**
 * Leaves of the contract's endpoints what a browser needs to call them, address and callers: their schemas, and the library that
 * those are made with, stay out of the apps. The types come from the contract all the same.
 */
export function plainEndpoints(): Plugin {
  return {
    name: 'plain-endpoints',
    enforce: 'pre',
    async load(id) {
      if (id !== contract) return undefined;
      const endpoints = Object.entries((await import(contract)) as Record<string, Endpoint>);
      return endpoints
        .map(([name, { method, path, for: callers }]) => [name, JSON.stringify({ method, path, for: callers })])
        .map(([name, plain]) => `export const ${name} = ${plain};`)
        .join('\n');
    },
  };
}
