import { cloth, moon, soban, tray, wall } from '../backdrop.ts';
import * as food from '../ingredients.ts';
import { at, ellipse, emoji, lifted, line, path, strew } from '../paint.ts';
import type { PictureSet } from '../picture-set.ts';
import { board, bowl, plate, sizzlingPlate } from '../tableware.ts';

const sauceDish = (x: number, y: number, light: string, dark: string) =>
  at(x, y, bowl('porcelain', 48, [light, dark], strew(3, 22, 1, [food.sesame()], { scale: 1.4 })));

const bulgogi = [
  wall('chestnut', 3),
  soban('pine', 320, 336),
  at(
    320,
    276,
    sizzlingPlate(
      224,
      [
        strew(22, 156, 1, [food.meat(), food.meat(), food.meat(), food.mushroom()], { scale: 1.55 }),
        strew(
          8,
          130,
          4,
          [food.strips('#f4a44a', '#d9761a', 3, 44), food.greenOnion(), food.strips('#fbf3e2', '#e3d2b2', 3, 50)],
          { scale: 1.05 },
        ),
        strew(16, 140, 2, [food.sesame()], { scale: 1.3 }),
      ].join(''),
    ),
  ),
  food.steam(320, 176),
  emoji('1f9c5', 76, 404, 96, -10),
  emoji('1f955', 566, 408, 92, 12),
];

const samgyeopsal = [
  wall('persimmon', 6),
  cloth('#fdf6ea', '#e6d2b4', 3),
  at(
    290,
    262,
    board(
      470,
      220,
      lifted(
        [
          at(-118, -62, food.porkBelly(), { scale: 2.3, turn: -8 }),
          at(76, -66, food.porkBelly(), { scale: 2.3, turn: -4 }),
          at(-104, 2, food.porkBelly(), { scale: 2.3, turn: -6 }),
          at(92, -2, food.porkBelly(), { scale: 2.3, turn: -9 }),
          at(-12, 62, food.porkBelly(), { scale: 2.3, turn: -3 }),
        ].join(''),
      ),
    ),
  ),
  emoji('1f96c', 552, 270, 160, 8),
  emoji('1f9c4', 470, 408, 82, -8),
  sauceDish(96, 402, '#b8502a', '#7c2a12'),
  emoji('1f336-fe0f', 566, 382, 78, -14),
];

const laGalbi = [
  wall('apricot', 8),
  moon('#f3b57c', 338, 188, 170),
  soban('ink', 320, 338),
  at(
    322,
    268,
    plate(
      'white',
      232,
      lifted(
        [
          at(-52, -46, food.shortRib(), { scale: 1.75, turn: -7 }),
          at(48, -6, food.shortRib(), { scale: 1.75, turn: -5 }),
          at(-36, 42, food.shortRib(), { scale: 1.75, turn: -8 }),
          strew(16, 140, 3, [food.sesame()], { scale: 1.4 }),
          strew(5, 120, 1, [food.scallion()], { scale: 1.1 }),
        ].join(''),
      ),
    ),
  ),
  emoji('1f33f', 512, 268, 88, 40),
  food.steam(320, 178),
];

const jeyukBokkeum = [
  wall('plum', 11),
  cloth('#fbeee2', '#e5c7ac', -3),
  at(
    318,
    264,
    plate(
      'celadon',
      236,
      [
        strew(22, 138, 2, [food.redMeat(), food.redMeat(), food.kimchi()], { scale: 1.7 }),
        strew(7, 120, 4, [food.strips('#fbf3e2', '#e3d2b2', 3, 48), food.greenOnion()], { scale: 1.15 }),
        strew(12, 120, 3, [food.sesame(), food.sesame(), food.greenChili()], { scale: 1.2 }),
      ].join(''),
    ),
  ),
  emoji('1f96c', 84, 376, 132, -16),
  emoji('1f525', 574, 392, 88),
];

const dakGalbi = [
  wall('honey', 14),
  moon('#f7c765', 320, 170, 160),
  soban('lacquer', 320, 340),
  at(
    320,
    264,
    bowl(
      'stone',
      222,
      ['#e0582a', '#99260e'],
      [
        strew(16, 142, 1, [food.redMeat(), food.riceCake(), food.redMeat(), food.strips('#dff0b8', '#8fbf5a', 4, 50)], {
          scale: 1.35,
        }),
        strew(6, 120, 5, [at(0, 0, ellipse(0, 0, 20, 13, '#f2a24a') + ellipse(-4, -3, 12, 6, '#f9c67e'))], {
          turning: 40,
        }),
        strew(10, 130, 3, [food.sesame(), food.scallion()], { scale: 1.1 }),
      ].join(''),
    ),
  ),
  food.steam(320, 150),
  emoji('1f360', 566, 392, 106, -6),
  emoji('1f357', 82, 384, 112, 6),
];

const mackerel =
  path(
    'M-210 4C-170 -66 -20 -84 96 -34L176 -72C170 -30 172 22 186 62L98 28C-20 84 -170 66 -210 4Z',
    'url(#v_5d7891_d9b27e)',
  ) +
  path('M-196 12C-150 58 -20 72 90 24C-20 40 -130 36 -196 12Z', '#f6dfb8', 'opacity="0.8"') +
  line(
    'M-120 -38C-104 -14 -112 10 -128 26M-66 -52C-46 -20 -54 14 -74 40M-8 -54C12 -22 6 16 -14 44M48 -42C64 -16 58 12 42 34',
    '#3d2413',
    9,
    'opacity="0.75"',
  ) +
  ellipse(-168, -8, 10, 9, '#fff6e2') +
  ellipse(-168, -8, 5.5, 5.5, '#1f1713') +
  line('M-150 -40Q-60 -74 60 -44', '#ffffff', 6, 'opacity="0.45"');

const grilledMackerel = [
  wall('sky', 17),
  tray('#a9714a', '#6d4025'),
  at(316, 280, plate('indigo', 252, lifted(at(8, -12, mackerel, { turn: -5, scale: 0.98 })))),
  emoji('1f34b', 486, 330, 96, 20),
  at(
    120,
    364,
    bowl(
      'porcelain',
      46,
      ['#fffdf6', '#e9e0cf'],
      ellipse(0, -6, 26, 16, '#f1f0dc') + ellipse(-6, -12, 12, 6, '#ffffff'),
    ),
  ),
  emoji('1f33f', 208, 346, 70, -30),
];

export const grill: PictureSet = {
  bulgogi: bulgogi.join(''),
  samgyeopsal: samgyeopsal.join(''),
  'la-galbi': laGalbi.join(''),
  'jeyuk-bokkeum': jeyukBokkeum.join(''),
  'dak-galbi': dakGalbi.join(''),
  'grilled-mackerel': grilledMackerel.join(''),
};
