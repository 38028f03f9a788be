import { createApi } from '@soban/web-shared/api';
import { QueryClient } from '@tanstack/react-query';
import { expect, test, vi } from 'vitest';
import { fetchMenuEarly, refreshMenu } from './menu-query.ts';

/** What the app asks the server for. */
function asking() {
  const asked: string[] = [];
  vi.stubGlobal('fetch', (path: string) => {
    asked.push(path);
    return Promise.resolve(Response.json({ categories: [] }));
  });
  const api = createApi('table', () => undefined);
  const queries = new QueryClient();
  const ask = async () => {
    fetchMenuEarly(queries, api, 'the store', 'en');
    await vi.waitFor(() => expect(queries.isFetching()).toBe(0));
  };
  return { queries, ask, asked };
}

test('a menu that an event has announced is asked for by its version', async () => {
  const { queries, ask, asked } = asking();
  await ask();
  refreshMenu(queries, 12);
  await ask();
  expect(asked).toEqual(['/api/menus?lang=en', '/api/menus?lang=en&version=12']);
});

test('after a gap the newest is asked for', async () => {
  const { queries, ask, asked } = asking();
  refreshMenu(queries);
  await ask();
  expect(asked).toEqual([`/api/menus?lang=en&version=${Number.MAX_SAFE_INTEGER}`]);
});
