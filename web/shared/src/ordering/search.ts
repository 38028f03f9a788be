import type { Category, MenuItem } from '@soban/contract/menu';

/** The 19 initial consonants in Unicode's order of Hangul syllables. */
const initials = 'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ';
const firstSyllable = 0xac00;
const lastSyllable = 0xd7a3;
const syllablesPerInitial = 588;

/** What letters mean the same to someone searching: width, case and spaces make no difference. */
export function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, '');
}

/** `김치찌개` → `ㄱㅊㅉㄱ`: Koreans search by the initial consonants alone; everything else stays. */
export function initialsOf(text: string): string {
  let found = '';
  for (const letter of fold(text)) {
    const code = letter.codePointAt(0) ?? 0;
    const isSyllable = code >= firstSyllable && code <= lastSyllable;
    found += isSyllable ? initials.charAt(Math.floor((code - firstSyllable) / syllablesPerInitial)) : letter;
  }
  return found;
}

/** NFKC turns the keyboard's compatibility consonants into other letters, so a query of them is looked at unfolded. */
function asInitials(query: string): string | undefined {
  const letters = query.replaceAll(/\s+/g, '');
  return letters !== '' && [...letters].every((letter) => initials.includes(letter)) ? letters : undefined;
}

/** Where in the best of the names the letters stand: at its beginning, or later; undefined where in none. */
function placeIn(names: readonly string[], letters: string): number | undefined {
  const found = names.map((name) => name.indexOf(letters)).filter((at) => at >= 0);
  return found.length === 0 ? undefined : Math.min(1, ...found);
}

/** How well a dish answers a query, best first; undefined when not at all. */
function rank(
  item: MenuItem,
  otherNames: readonly string[],
  categoryName: string,
  query: string,
  consonants: string | undefined,
): number | undefined {
  const names = [item.name, ...otherNames];
  if (consonants !== undefined) return placeIn(names.map(initialsOf), consonants);
  const place = placeIn(names.map(fold), query);
  if (place !== undefined) return place;
  if (fold(categoryName).includes(query)) return 2;
  return fold(item.description).includes(query) ? 3 : undefined;
}

/** What else dishes are called, by their ids. */
export type OtherNames = ReadonlyMap<string, readonly string[]>;

/** The dishes that answer a query: by the start of a name first, then anywhere in name, category or description. */
export function searchMenu(
  categories: readonly Category[],
  query: string,
  otherNames: OtherNames = new Map(),
): MenuItem[] {
  const folded = fold(query);
  if (folded === '') return [];
  const consonants = asInitials(query);
  const found = categories.flatMap((category) =>
    category.items.flatMap((item) => {
      const place = rank(item, otherNames.get(item.id) ?? [], category.name, folded, consonants);
      return place === undefined ? [] : [{ item, place }];
    }),
  );
  // Sorting is stable: equals keep the menu's order. What is sold out comes last.
  return found
    .toSorted((a, b) => Number(a.item.soldOut) - Number(b.item.soldOut) || a.place - b.place)
    .map(({ item }) => item);
}
