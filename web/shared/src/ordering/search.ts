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

/** How well a dish answers a query, best first; undefined when not at all. */
function rank(item: MenuItem, categoryName: string, query: string, consonants: string | undefined): number | undefined {
  if (consonants !== undefined) {
    const at = initialsOf(item.name).indexOf(consonants);
    return at < 0 ? undefined : Math.min(at, 1);
  }
  const at = fold(item.name).indexOf(query);
  if (at >= 0) return Math.min(at, 1);
  if (fold(categoryName).includes(query)) return 2;
  return fold(item.description).includes(query) ? 3 : undefined;
}

/** The dishes that answer a query: by the start of their name first, then anywhere in name, category or description. */
export function searchMenu(categories: readonly Category[], query: string): MenuItem[] {
  const folded = fold(query);
  if (folded === '') return [];
  const consonants = asInitials(query);
  const found = categories.flatMap((category) =>
    category.items.flatMap((item) => {
      const place = rank(item, category.name, folded, consonants);
      return place === undefined ? [] : [{ item, place }];
    }),
  );
  // Sorting is stable: equals keep the menu's order. What is sold out comes last.
  return found
    .toSorted((a, b) => Number(a.item.soldOut) - Number(b.item.soldOut) || a.place - b.place)
    .map(({ item }) => item);
}
