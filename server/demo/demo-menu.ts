import { drinksAndDesserts } from './menu/drinks-and-desserts.ts';
import { meals } from './menu/meals.ts';
import type { DemoCategory, LocalText } from './menu/menu-types.ts';
import { noodlesAndPlates } from './menu/noodles-and-plates.ts';

export type {
  DemoCategory,
  DemoItem,
  DemoOption,
  DemoOptionGroup,
  LocalDescription,
  LocalText,
} from './menu/menu-types.ts';

export const demoStoreName: LocalText = { ko: '소반식당', en: 'Soban Kitchen', ja: 'ソバン食堂', zh: '小盘食堂' };

/** A neighbourhood restaurant in Seoul at the prices of 2026, in the order guests see it. */
export const demoMenu: DemoCategory[] = [...meals, ...noodlesAndPlates, ...drinksAndDesserts];
