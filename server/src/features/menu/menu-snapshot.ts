import type { Category, Menu, MenuItem } from '@soban/contract/menu';
import type { Language } from '@soban/contract/vocabulary';
import { compressed, type EncodedBody, encodedBody } from '../../encoded-body.ts';
import type { MenuRows } from './menu-rows.ts';

export interface MenuSelection {
  language: Language | undefined;
  categoryId: string | undefined;
  withHidden: boolean;
}

/** A store's menu as it stood at one version of the store. */
export class MenuSnapshot {
  /** Every item by its id, hidden ones too, in the store's own language: what orders are priced from. */
  readonly items: ReadonlyMap<string, MenuItem>;
  /** The id of each item's category. */
  readonly categoryOf: ReadonlyMap<string, string>;
  readonly #rows: MenuRows;
  readonly #own: Language;
  readonly #bodies = new Map<string, EncodedBody>();
  readonly #whole: Partial<Record<Language, EncodedBody>> = {};

  /** `own` is the store's own language. */
  constructor(rows: MenuRows, own: Language) {
    this.#rows = rows;
    this.#own = own;
    const all = this.#in(own).categories.flatMap((category) => category.items);
    this.items = new Map(all.map((item) => [item.id, item]));
    this.categoryOf = new Map(rows.items.map((row) => [row.id, row.category_id]));
  }

  /** The bytes of the whole menu as guests see it: what is asked for most. */
  whole(language = this.#own): EncodedBody {
    return (this.#whole[language] ??= this.body({ language, categoryId: undefined, withHidden: false }));
  }

  /** The bytes of the menu as one kind of reader sees it. */
  body(selection: MenuSelection): EncodedBody {
    const { language = this.#own, categoryId, withHidden } = selection;
    const key = `${language}/${withHidden}/${categoryId ?? ''}`;
    const known = this.#bodies.get(key);
    if (known) return known;
    const made = bodyOf(this.#select(language, categoryId, withHidden));
    // Ids that no category has all show the same empty menu: not worth remembering each.
    if (categoryId === undefined || this.#rows.categories.some(({ id }) => id === categoryId))
      this.#bodies.set(key, made);
    return made;
  }

  /** One item in the reader's language. */
  item(id: string, language: Language | undefined): MenuItem | undefined {
    if (!this.items.has(id)) return undefined;
    const menu = this.#in(language ?? this.#own);
    return menu.categories.flatMap((category) => category.items).find((item) => item.id === id);
  }

  #in(language: Language): Menu {
    return menuIn(this.#rows, language, this.#own);
  }

  #select(language: Language, categoryId: string | undefined, withHidden: boolean): Menu {
    const { categories } = this.#in(language);
    return {
      categories: categories
        .filter((category) => categoryId === undefined || category.id === categoryId)
        .map((category) => ({ ...category, items: category.items.filter((item) => withHidden || !item.hidden) })),
    };
  }
}

/** Made once and sent as it is until the menu changes. */
function bodyOf(menu: Menu): EncodedBody {
  return encodedBody(compressed(Buffer.from(JSON.stringify(menu))), {
    'cache-control': 'private, no-cache',
    vary: 'accept-encoding, authorization, cookie',
  });
}

type Texts = Partial<Record<Language, { name?: string; description?: string }>>;

function menuIn(rows: MenuRows, language: Language, own: Language): Menu {
  const texts = (row: { name: string; translations: string }) => {
    const translated = language === own ? {} : ((JSON.parse(row.translations) as Texts)[language] ?? {});
    return { name: translated.name || row.name, description: translated.description };
  };
  const options = Map.groupBy(rows.options, (row) => row.group_id);
  const groups = Map.groupBy(rows.groups, (row) => row.item_id);
  const items = Map.groupBy(rows.items, (row) => row.category_id);

  const optionGroupsOf = (itemId: string): MenuItem['optionGroups'] =>
    (groups.get(itemId) ?? []).map((group) => ({
      id: group.id,
      name: texts(group).name,
      min: group.min_choices,
      max: group.max_choices,
      options: (options.get(group.id) ?? []).map((option) => ({
        id: option.id,
        name: texts(option).name,
        priceDelta: Number(option.price_delta),
        soldOut: option.sold_out === 1,
      })),
    }));

  const itemOf = (row: MenuRows['items'][number]): MenuItem => {
    const { name, description } = texts(row);
    return {
      id: row.id,
      name,
      description: description || row.description,
      price: Number(row.price),
      imageUrl: row.image_url,
      soldOut: row.sold_out === 1,
      hidden: row.hidden === 1,
      minQuantity: row.min_quantity ?? 1,
      maxQuantity: row.max_quantity,
      perHead: row.per_head === 1,
      optionGroups: optionGroupsOf(row.id),
    };
  };

  return {
    categories: rows.categories.map(
      (row): Category => ({ id: row.id, name: texts(row).name, items: (items.get(row.id) ?? []).map(itemOf) }),
    ),
  };
}
