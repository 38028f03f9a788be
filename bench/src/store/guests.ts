import * as endpoints from '@soban/contract/endpoints';
import type { MenuItem } from '@soban/contract/menu';
import type { PlaceOrder } from '@soban/contract/orders';
import { lineTotal } from '@soban/contract/pricing';
import { ask } from '../load/ask.ts';
import { orderRequest } from '../load/requests.ts';
import { type ChainStore, ownId } from './make-chain.ts';
import { password } from './make-store.ts';

const linesOfOrder = 3;
/** No sign-in may have more streams open than this. */
export const streamsOfOne = 10;

/** One table's tablet. */
export interface Guest {
  tableId: string;
  token: string;
  /** Some orders as they go over the wire, all different. */
  orders: Buffer[];
}

export async function signInOwner(port: number): Promise<string> {
  const login = { storeCode: 'demo', username: 'owner', password };
  return (await ask(port, '', endpoints.signInStaff, { body: login })).answer.token;
}

/** Signs the owner in as often as it takes to have so many streams. */
export async function signInOwners(port: number, streams: number): Promise<string[]> {
  const owners: string[] = [];
  while (owners.length * streamsOfOne < streams) owners.push(await signInOwner(port));
  return owners;
}

/** Answers one after the other, and then from the beginning. */
export function inTurns(tokens: readonly string[]): () => string {
  let next = 0;
  return () => tokens[next++ % tokens.length] ?? '';
}

/** Signs tables 1 to `count` in and lets each make up its mind about what to order. */
export async function signInGuests(port: number, count: number): Promise<Guest[]> {
  const guests: Guest[] = [];
  let dishes: MenuItem[] | undefined;
  for (let tableNumber = 1; tableNumber <= count; tableNumber += 1) {
    const login = { storeCode: 'demo', tableNumber, password };
    const { token, table } = (await ask(port, '', endpoints.signInTable, { body: login })).answer;
    dishes ??= await orderableDishes(port, token);
    const orders = wishes(dishes, tableNumber).map((wish) => orderRequest(port, token, wish));
    guests.push({ tableId: table.id, token, orders });
  }
  return guests;
}

/** Everybody at the tables of these stores, who are signed in already. */
export async function guestsOf(port: number, stores: readonly ChainStore[]): Promise<Guest[]> {
  const dishes = await orderableDishes(port, stores[0]?.tables[0]?.token ?? '');
  return stores.flatMap((store) =>
    store.tables.map(({ id, token }, at) => {
      const orders = wishes(dishes, at).map((wish) => orderRequest(port, token, inStore(wish, store)));
      return { tableId: id, token, orders };
    }),
  );
}

function inStore(wish: PlaceOrder, store: ChainStore): PlaceOrder {
  const own = (id: string) => ownId(id, store);
  const items = wish.items.map((item) => ({
    ...item,
    menuItemId: own(item.menuItemId),
    optionIds: item.optionIds?.map(own) ?? [],
  }));
  return { ...wish, items };
}

async function orderableDishes(port: number, token: string): Promise<MenuItem[]> {
  const { categories } = (await ask(port, token, endpoints.readMenu)).answer;
  const items = categories.flatMap((category) => category.items);
  return items.filter((item) => !item.soldOut && !item.hidden);
}

/** Orders of three dishes with what must be chosen, and the total that the guest was shown. */
function wishes(dishes: readonly MenuItem[], tableNumber: number): PlaceOrder[] {
  return Array.from({ length: 8 }, (_, at) => {
    const from = (tableNumber * 7 + at * linesOfOrder) % dishes.length;
    const chosen = [...dishes.slice(from), ...dishes].slice(0, linesOfOrder);
    const lines = chosen.map((item, line) => ({
      item,
      optionIds: requiredOptions(item),
      quantity: Math.max(item.minQuantity, 1 + (line % 2)),
    }));
    return {
      items: lines.map(({ item, optionIds, quantity }) => ({ menuItemId: item.id, quantity, optionIds })),
      expectedTotal: lines.reduce((sum, line) => sum + lineTotal(line), 0),
    };
  });
}

function requiredOptions(item: MenuItem): string[] {
  return item.optionGroups.flatMap((group) => {
    const open = group.options.filter((option) => !option.soldOut);
    return open.slice(0, group.min).map((option) => option.id);
  });
}
