import { cloth, moon, soban, tray, wall } from '../backdrop.ts';
import * as food from '../ingredients.ts';
import { at, ellipse, emoji, lifted, lit, path, strew, vertical } from '../paint.ts';
import type { PictureSet } from '../picture-set.ts';
import { board, bowl, plate } from '../tableware.ts';

const patbingsu = [
  wall('sky', 3),
  moon('#ffffff', 320, 190, 186),
  soban('pine', 320, 362),
  at(
    320,
    272,
    bowl(
      'celadon',
      176,
      ['#ffffff', '#dfeef2'],
      [
        lifted(at(0, 8, food.rice(126, 0.74, '#ffffff', '#d3e6ee'))),
        at(0, -62, strew(30, 78, 2, [food.redBean()], { scale: 1.25 })),
        lifted(
          at(-62, -32, food.powderCube(), { scale: 0.9 }) +
            at(66, -28, food.powderCube(), { scale: 0.9 }) +
            at(4, -8, food.powderCube(), { scale: 0.9 }),
        ),
        emoji('1f353', 2, -104, 84, 10),
      ].join(''),
    ),
  ),
  emoji('1f33f', 470, 406, 70, 20),
];

const hotteokDisc =
  lifted(ellipse(0, 12, 84, 46, '#8f4f18')) +
  ellipse(0, 0, 84, 46, lit('#f7bf6a', '#c67a2a')) +
  ellipse(0, -2, 58, 30, '#a85f1f', 'opacity="0.45"') +
  ellipse(0, -3, 44, 21, lit('#c4702a', '#7c3a10'));
const hotteok = [
  wall('chestnut', 6),
  cloth('#fbf1e2', '#d9bb96', -4),
  at(
    316,
    276,
    plate(
      'white',
      232,
      [
        at(-88, -16, hotteokDisc) + at(92, -14, hotteokDisc) + at(0, 28, hotteokDisc, { scale: 1.08 }),
        at(0, 4, strew(13, 120, 1, [food.pineNut(), food.sesame()], { scale: 1.05 })),
      ].join(''),
    ),
  ),
  food.steam(316, 176),
  emoji('1f36f', 556, 376, 104, 6),
  emoji('1f95c', 88, 402, 84, -14),
];

// The back row, the front row, and two on top.
const injeolmiPile = [
  [-36, -40],
  [52, -34],
  [-120, -30],
  [132, -26],
  [8, 16],
  [-82, 18],
  [98, 22],
  [-30, -78],
  [54, -76],
] as const;
const injeolmiCubes = injeolmiPile.map(([x, y]) => at(x, y, food.powderCube(), { scale: 1.45 })).join('');
const injeolmi = [
  wall('apricot', 9),
  tray('#4d4039', '#2a211c'),
  at(320, 290, board(420, 150, lifted(injeolmiCubes))),
  emoji('1f375', 534, 376, 96, 0),
];

const yakgwa = [
  wall('plum', 12),
  soban('ink', 320, 344),
  at(
    318,
    280,
    plate(
      'brass',
      214,
      [
        emoji('1f96e', -92, -18, 150, -8),
        emoji('1f96e', 28, -30, 150, 12),
        emoji('1f96e', -34, 34, 156, 4),
        lifted(
          ellipse(104, -16, 58, 53, lit('#fffdf4', '#ead9b6')) +
            ellipse(88, -36, 20, 12, '#ffffff', 'opacity="0.8"') +
            path(
              'M52 0Q66 22 82 8Q100 30 118 10Q140 26 156 0Q150 34 104 38Q58 36 52 0Z',
              vertical('#fff7e2', '#e6d3aa'),
            ),
        ),
        at(100, -40, strew(5, 26, 1, [food.pineNut()])),
      ].join(''),
    ),
  ),
  emoji('1f33c', 554, 404, 76, 10),
];

export const desserts: PictureSet = {
  patbingsu: patbingsu.join(''),
  hotteok: hotteok.join(''),
  injeolmi: injeolmi.join(''),
  'yakgwa-ice-cream': yakgwa.join(''),
};
