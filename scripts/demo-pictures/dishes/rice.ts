import { cloth, moon, soban, tray, wall } from '../backdrop.ts';
import * as food from '../ingredients.ts';
import { at, box, emoji, lifted, strew } from '../paint.ts';
import type { PictureSet } from '../picture-set.ts';
import { board, bowl, plate } from '../tableware.ts';
import { bracken, carrot, cucumber, radish, seaweed, spinach } from '../vegetables.ts';

/** The vegetables of a bibimbap, laid out as a wheel around the middle. */
function wheel(radius: number, toppings: readonly string[]): string {
  const spots = toppings.map((topping, index) => {
    const angle = (index / toppings.length) * 2 * Math.PI + 0.4;
    return { x: radius * Math.cos(angle), y: radius * 0.5 * Math.sin(angle), topping };
  });
  return lifted(
    spots
      .toSorted((a, b) => a.y - b.y)
      .map(({ x, y, topping }) => at(x, y, topping, { scale: 1.15 }))
      .join(''),
  );
}

const bulgogi = food.meat() + at(14, 8, food.meat()) + at(-12, 10, food.meat());
const sprouts = food.sprout() + at(6, 8, food.sprout()) + at(-4, 14, food.sprout()) + at(4, -8, food.sprout());

const dolsotBibimbap = [
  wall('apricot', 2),
  soban('walnut', 320, 340),
  at(
    320,
    250,
    bowl(
      'stone',
      204,
      ['#ffffff', '#e3d9c8'],
      [
        wheel(98, [carrot, spinach, bulgogi, radish, bracken, sprouts, cucumber]),
        lifted(at(0, -6, food.friedEgg(), { scale: 1.15 })),
        strew(12, 90, 2, [food.sesame()], { scale: 1.3 }),
      ].join(''),
    ),
  ),
  food.steam(320, 138),
  at(550, 384, bowl('porcelain', 46, ['#d8401c', '#8e1608'], strew(3, 20, 1, [food.sesame()], { scale: 1.4 }))),
];

const yukhoeBibimbap = [
  wall('celadon', 5),
  cloth('#fffaf0', '#e2d9bf', 3),
  at(
    320,
    244,
    bowl(
      'brass',
      206,
      ['#ffffff', '#e9dfcd'],
      [
        wheel(100, [cucumber, radish, seaweed, carrot, spinach, sprouts]),
        lifted(strew(16, 56, 1, [food.rawBeef()], { scale: 1.15 })),
        lifted(at(0, -14, food.yolk(), { scale: 1.15 })),
        strew(10, 80, 4, [food.sesame()], { scale: 1.2 }),
      ].join(''),
    ),
  ),
  emoji('1f350', 92, 376, 100, -12),
  emoji('1f33c', 558, 404, 74, 10),
];

const kimchiFriedRice = [
  wall('persimmon', 8),
  tray('#4d4039', '#2a211c'),
  at(
    320,
    278,
    plate(
      'white',
      236,
      [
        lifted(food.rice(150, 0.42, '#f9a15c', '#c64a1c')),
        at(0, -36, strew(10, 112, 3, [food.kimchi(), food.ham(), food.scallion()], { scale: 0.8 })),
        lifted(at(4, -82, food.friedEgg(), { scale: 1.55 })),
        at(0, -58, strew(8, 110, 2, [food.sesame()], { scale: 1.3 })),
        lifted(at(-64, 22, seaweed) + at(66, 24, seaweed, { turn: 30 })),
      ].join(''),
    ),
  ),
  emoji('1f336-fe0f', 562, 372, 88, -20),
];

const squidRice = [
  wall('plum', 10),
  moon('#f0b7a6', 330, 190, 168),
  soban('pine', 320, 344),
  at(
    312,
    246,
    bowl(
      'indigo',
      190,
      ['#ffffff', '#e4dbcb'],
      [
        lifted(at(-52, 4, food.rice(78, 0.5))),
        at(54, 0, strew(11, 76, 1, [food.squid(), food.redMeat(), food.squid()], { scale: 1.25 })),
        at(
          54,
          0,
          strew(7, 70, 4, [food.strips('#f6953a', '#d96a12', 3, 40), food.greenOnion(), food.greenChili()], {
            scale: 0.95,
          }),
        ),
        strew(10, 116, 2, [food.sesame()], { scale: 1.2 }),
      ].join(''),
    ),
  ),
  emoji('1f9c5', 552, 352, 96, 8),
];

const kimbapSlice = food.kimbapSlice(['#ffcf3d', '#f0862a', '#e58a78']);
const gimbap = [
  wall('tea', 13),
  cloth('#fdf8ef', '#dfd6b4', -3),
  at(
    320,
    292,
    board(
      500,
      170,
      lifted(
        [
          ...[-172, -104, -36, 32].map((x) => at(x, -40 + x * 0.02, kimbapSlice, { scale: 1.12, turn: x })),
          ...[-132, -52, 28, 108, 180].map((x) => at(x, 26, kimbapSlice, { scale: 1.2, turn: x * 2 })),
          strew(12, 150, 3, [food.sesame()], { scale: 1.3 }),
        ].join(''),
      ),
    ),
  ),
  at(514, 196, bowl('celadon', 56, ['#f5c53a', '#dfa01a'], strew(5, 26, 1, [box(30, 14, 5, '#ffdf6a')]))),
  emoji('1f955', 96, 410, 100, -14),
];

export const rice: PictureSet = {
  'dolsot-bibimbap': dolsotBibimbap.join(''),
  'yukhoe-bibimbap': yukhoeBibimbap.join(''),
  'kimchi-fried-rice': kimchiFriedRice.join(''),
  'squid-rice': squidRice.join(''),
  gimbap: gimbap.join(''),
};
