import type { StoreEvent } from '@soban/contract/events';
import { QueryClient } from '@tanstack/react-query';
import { expect, test, vi } from 'vitest';
import { createApi } from './api.ts';
import { fetchMenu, followMenu, menuKey } from './menu.ts';

/** What the app asks the server for. */
function asking() {
  const asked: string[] = [];
  vi.stubGlobal('fetch', (path: string) => {
    asked.push(path);
    return Promise.resolve(Response.json({ categories: [] }));
  });
  const api = createApi('table', () => undefined);
  const queries = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } } });
  const ask = () =>
    queries.query({ queryKey: [...menuKey, 'en'], queryFn: (context) => fetchMenu(api, { lang: 'en' }, context) });
  return { follower: followMenu(queries), ask, asked };
}

function announced(version: number): StoreEvent {
  return { id: '1', type: 'menu_updated', data: { version, itemIds: [] } };
}

test('a menu that an event has announced is asked for by its version', async () => {
  const { follower, ask, asked } = asking();
  follower.snapshotLoaded();
  await ask();
  await ask();
  follower.eventTold(announced(12));
  await ask();
  expect(asked).toEqual(['/api/menus?lang=en', '/api/menus?lang=en&version=12']);
});

test('after a gap the newest is asked for', async () => {
  const { follower, ask, asked } = asking();
  follower.snapshotLoaded();
  await ask();
  follower.snapshotLoaded();
  await ask();
  expect(asked).toEqual(['/api/menus?lang=en', `/api/menus?lang=en&version=${Number.MAX_SAFE_INTEGER}`]);
});
