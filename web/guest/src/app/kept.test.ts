import { store, table } from '@soban/contract/example-restaurant';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import type { PendingStorage } from '../table/pending-order.ts';

function storageOf(entries: Record<string, string>): PendingStorage {
  const kept = new Map(Object.entries(entries));
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, text: string) => void kept.set(key, text),
    removeItem: (key: string) => void kept.delete(key),
  };
}

/** What the stores begin with when this lies in the device's storage. */
async function startWith(text: string) {
  vi.resetModules();
  const localStorage = storageOf({
    'soban.pairing': text,
    'soban.language': text,
    'soban.pending-order': text,
    'soban.joining': text,
    'soban.cart': text,
  });
  vi.stubGlobal('localStorage', localStorage);
  // Where zustand looks for it.
  vi.stubGlobal('window', { localStorage });
  vi.stubGlobal('sessionStorage', storageOf({ 'soban.cart': text }));
  const [{ useCart }, { usePairing }, { useLanguageChoice }, { PendingOrderShelf }, { joinSteps, useJoining }] =
    await Promise.all([
      import('../table/cart.ts'),
      import('../session/pairing.ts'),
      import('../device/language.ts'),
      import('../table/pending-order.ts'),
      import('../session/joining.ts'),
    ]);
  return {
    lines: useCart.getState().lines,
    signIn: usePairing.getState().signIn,
    chosen: useLanguageChoice.getState().chosen,
    pending: new PendingOrderShelf(localStorage).read(),
    phone: usePairing.getState().signIn?.phone ?? null,
    joining: useJoining.getState(),
    joinSteps,
  };
}

test('whatever lies in the storage, the app starts with what it understands', async () => {
  const junk = fc.letrec((tie) => ({
    any: fc.oneof(fc.json(), fc.string(), tie('state')),
    state: fc
      .record({ state: fc.dictionary(fc.constantFrom('lines', 'signIn', 'language', 'chosen'), fc.jsonValue()) })
      .map((value) => JSON.stringify({ ...value, version: 1 })),
  })).any;
  await fc.assert(
    fc.asyncProperty(junk, async (text) => {
      const { lines, signIn, chosen, pending, phone, joining, joinSteps } = await startWith(String(text));
      expect(lines.every(({ key, optionIds }) => typeof key === 'string' && Array.isArray(optionIds))).toBe(true);
      expect(signIn === null || typeof signIn.store.id === 'string').toBe(true);
      expect([null, 'ko', 'en', 'ja', 'zh']).toContain(chosen);
      expect(['string', 'object']).toContain(typeof (phone?.visitId ?? null));
      expect([null, ...joinSteps]).toContain(joining.step);
      expect(pending === undefined || Array.isArray(pending.body.items)).toBe(true);
    }),
    { numRuns: 60 },
  );
});

test('a pending order that lacks what an earlier release did not know is kept, for the careful case', async () => {
  const kept = { idempotencyKey: 'k', createdAt: 1, tableId: 't', body: { items: [{ menuItemId: 'i', quantity: 1 }] } };
  const { pending } = await startWith(JSON.stringify(kept));
  expect(pending).toEqual({
    ...kept,
    sessionId: null,
    lines: [],
    attempts: 1,
    mayHaveArrived: true,
    visitEnded: false,
  });
});

test('a pairing of a release that knew no hours, or of hours long past, begins with a store that takes orders', async () => {
  const { hours: _, pauses: __, openings: ___, ...older } = store;
  const past = { ...store, openings: [], pauses: [{ categoryId: null, until: null }] };
  for (const kept of [older, past, { ...store, pauses: 'none' }]) {
    const signIn = { table, store: kept, expiresAt: '2026-03-02T09:00:00.000Z' };
    const started = await startWith(JSON.stringify({ state: { signIn }, version: 1 }));
    expect(started.signIn).toEqual({ ...signIn, store, phone: null });
  }
});
