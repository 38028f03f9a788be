import { pathToFileURL } from 'node:url';
import { languages } from '@soban/contract/vocabulary';
import compile from 'icu-minify/compile';
import type { Plugin } from 'vite';

interface Tree {
  readonly [key: string]: string | Tree;
}

const messages = new RegExp(`/messages/(${languages.join('|')})\\.ts$`);

/**
 * Parses every ICU message when building instead of in the guest's browser, which then needs no parser: use-intl's
 * `format-only` reads the outcome.
 */
export function compileMessages(): Plugin {
  return {
    name: 'compile-messages',
    enforce: 'pre',
    config: () => ({ resolve: { alias: { 'use-intl/format-message': 'use-intl/format-message/format-only' } } }),
    async transform(_code, id) {
      if (!messages.test(id)) return undefined;
      // A file's changes are only seen under a new address.
      const { default: tree } = (await import(`${pathToFileURL(id).href}?at=${Date.now()}`)) as { default: Tree };
      return { code: `export default ${JSON.stringify(compiled(tree))};`, map: null };
    },
  };
}

function compiled(tree: Tree): object {
  return Object.fromEntries(
    Object.entries(tree).map(([key, value]) => [key, typeof value === 'string' ? compile(value) : compiled(value)]),
  );
}
