import { cloth, moon, soban, tray, wall } from '../backdrop.ts';
import * as food from '../ingredients.ts';
import { at, ellipse, emoji, lifted, lit, path, scatter, strew } from '../paint.ts';
import type { PictureSet } from '../picture-set.ts';
import { board, bowl, plate } from '../tableware.ts';
import { soySauce } from './soy-sauce.ts';

const steamedEgg = [
  wall('honey', 2),
  tray('#5a4a42', '#3a2d27'),
  at(
    320,
    256,
    bowl(
      'earthenware',
      180,
      ['#ffd95a', '#e8a52a'],
      [
        lifted(
          path(
            'M-138 6C-146 -52 -96 -70 -58 -76C-22 -96 40 -94 66 -76C116 -66 146 -40 138 8A138 62 0 0 1 -138 6Z',
            lit('#ffe98f', '#f0b535'),
          ),
        ),
        path(
          'M-84 -48C-50 -70 -10 -74 18 -70',
          'none',
          'stroke="#fffbe0" stroke-width="9" stroke-linecap="round" opacity="0.7"',
        ),
        at(0, -28, strew(12, 104, 2, [food.scallion(), food.scallion(), food.chili()], { scale: 1.05 })),
        at(0, -28, strew(8, 90, 5, [food.sesame()], { scale: 1.2 })),
      ].join(''),
    ),
  ),
  food.steam(320, 132),
  emoji('1f95a', 104, 380, 84, -14),
];

const rolledEgg = [
  wall('sky', 6),
  soban('pine', 320, 338),
  at(
    320,
    276,
    plate(
      'indigo',
      236,
      lifted(
        [-132, -66, 0, 66, 132]
          .map((x, index) => at(x, x * 0.12 - 8, food.eggRollSlice(), { scale: 1.7, turn: -24 + index * 3 }))
          .join(''),
      ),
    ),
  ),
  emoji('1f33f', 108, 396, 92, 20),
  at(560, 386, bowl('porcelain', 44, ['#e2442a', '#a51f10'], '')),
];

const dumplings = [
  wall('chestnut', 9),
  cloth('#fdf6ea', '#dcc3a2', -4),
  at(
    312,
    276,
    board(
      470,
      190,
      [
        [-140, -58, -10],
        [-20, -66, 6],
        [104, -56, -4],
        [-96, 14, 4],
        [32, 10, -8],
        [154, 14, 10],
      ]
        .map(([x = 0, y = 0, turn = 0]) => emoji('1f95f', x, y, 146, turn))
        .join(''),
    ),
  ),
  soySauce(560, 392),
];

const steamedRice = [
  wall('tea', 12),
  moon('#fbf8f3', 320, 190, 180),
  soban('ink', 320, 350),
  at(
    320,
    258,
    bowl(
      'brass',
      168,
      ['#ffffff', '#e6ddcf'],
      [
        lifted(at(0, 10, food.rice(132, 0.5))),
        at(
          0,
          -60,
          scatter(5, 30, 1, (spot) => at(spot.x, spot.y, ellipse(0, 0, 7, 4.6, '#241a1f'), { turn: spot.turn })),
        ),
      ].join(''),
    ),
  ),
  food.steam(320, 142),
  emoji('1f33e', 92, 340, 128, -14),
];

export const sides: PictureSet = {
  'steamed-egg': steamedEgg.join(''),
  'rolled-egg': rolledEgg.join(''),
  dumplings: dumplings.join(''),
  'steamed-rice': steamedRice.join(''),
};
