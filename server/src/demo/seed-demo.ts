import { type Language, languages } from '@soban/contract/vocabulary';
import { demoMenu, demoStoreName } from '../../demo/demo-menu.ts';
import type { DemoCategory, DemoItem, LocalDescription, LocalText } from '../../demo/menu/menu-types.ts';
import type { Connection } from '../db/database.ts';
import { createStore } from '../features/store/create-store.ts';
import { newId } from '../ids.ts';

export const demoStoreCode = 'demo';
export const demoTableCount = 12;
const demoLanguage = 'ko' satisfies Language;

export interface DemoPasswordHashes {
  owner: string;
  tables: string;
}

/** Writes the demo restaurant: a store, its owner, twelve tables and a full menu. */
export async function seedDemo(tx: Connection, hashes: DemoPasswordHashes): Promise<void> {
  const storeId = await createStore(tx, {
    code: demoStoreCode,
    name: demoStoreName.ko,
    currency: 'KRW',
    language: demoLanguage,
    timeZone: 'Asia/Seoul',
    dayCutoff: '05:00',
    owner: { username: 'owner', passwordHash: hashes.owner },
    tables: { count: demoTableCount, passwordHash: hashes.tables },
  });
  for (const [position, category] of demoMenu.entries()) await seedCategory(tx, storeId, category, position);
}

async function seedCategory(tx: Connection, storeId: string, category: DemoCategory, position: number): Promise<void> {
  const id = newId();
  await tx
    .insertInto('categories')
    .values({ id, store_id: storeId, name: category.name.ko, translations: translations(category.name), position })
    .execute();
  for (const [at, item] of category.items.entries()) await seedItem(tx, { storeId, categoryId: id }, item, at);
}

async function seedItem(
  tx: Connection,
  place: { storeId: string; categoryId: string },
  item: DemoItem,
  position: number,
): Promise<void> {
  const itemId = newId();
  const store_id = place.storeId;
  await tx
    .insertInto('menu_items')
    .values({
      id: itemId,
      store_id,
      category_id: place.categoryId,
      name: item.name.ko,
      description: item.description.ko,
      translations: translations(item.name, item.description),
      price: item.price,
      image_url: item.picture === null ? null : `/uploads/demo/${item.picture}`,
      sold_out: item.soldOut ? 1 : 0,
      hidden: 0,
      position,
      min_quantity: item.minQuantity ?? null,
      max_quantity: null,
      per_head: null,
    })
    .execute();
  for (const [groupPosition, group] of (item.optionGroups ?? []).entries()) {
    const groupId = newId();
    await tx
      .insertInto('option_groups')
      .values({
        id: groupId,
        store_id,
        item_id: itemId,
        name: group.name.ko,
        translations: translations(group.name),
        min_choices: group.min,
        max_choices: group.max,
        position: groupPosition,
      })
      .execute();
    const options = group.options.map((option, at) => ({
      id: newId(),
      store_id,
      item_id: itemId,
      group_id: groupId,
      name: option.name.ko,
      translations: translations(option.name),
      price_delta: option.priceDelta,
      sold_out: option.soldOut ? (1 as const) : (0 as const),
      position: at,
    }));
    await tx.insertInto('options').values(options).execute();
  }
}

function translations(name: LocalText, description?: LocalDescription): string {
  const others = languages.filter((language) => language !== demoLanguage);
  return JSON.stringify(
    Object.fromEntries(
      others.map((language) => [language, { name: name[language], description: description?.[language] }]),
    ),
  );
}
