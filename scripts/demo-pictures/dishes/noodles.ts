import { cloth, moon, soban, tray, wall } from '../backdrop.ts';
import * as food from '../ingredients.ts';
import { at, ellipse, emoji, lifted, strew } from '../paint.ts';
import type { PictureSet } from '../picture-set.ts';
import { bowl, plate } from '../tableware.ts';
import { carrot, cucumber, radish, seaweed, spinach } from '../vegetables.ts';

const mulNaengmyeon = [
  wall('sky', 16),
  soban('ink', 320, 344),
  at(
    322,
    242,
    bowl(
      'steel',
      196,
      ['#e9ddc2', '#b99f74'],
      [
        lifted(at(0, -2, food.noodles(112, '#a58a6a', '#7a5f44'))),
        lifted(at(-48, -26, cucumber, { scale: 1.1, turn: 30 }) + at(52, -22, radish, { scale: 1.1, turn: -20 })),
        lifted(at(0, -46, food.halfEgg(), { scale: 1.35 })),
        lifted(at(-104, 18, food.iceCube()) + at(98, 24, food.iceCube()) + at(-28, 50, food.iceCube(), { scale: 0.9 })),
        strew(8, 110, 2, [food.sesame()], { scale: 1.3 }),
      ].join(''),
    ),
  ),
  emoji('1f9ca', 92, 372, 84, 8),
  emoji('1f350', 560, 376, 92, 10),
];

const bibimNaengmyeon = [
  wall('persimmon', 19),
  moon('#f7b98e', 314, 190, 180),
  soban('lacquer', 320, 346),
  at(
    318,
    246,
    bowl(
      'celadon',
      190,
      ['#cf4a22', '#8a220c'],
      [
        lifted(at(0, 0, food.noodles(112, '#b2643c', '#87401f'))),
        lifted(at(0, -34, food.redMeat(), { scale: 1.5 })),
        lifted(at(-66, -8, cucumber, { scale: 1.15, turn: 40 }) + at(68, -6, radish, { scale: 1.1, turn: -36 })),
        lifted(at(4, -54, food.halfEgg(), { scale: 1.3 })),
        strew(14, 100, 2, [food.sesame()], { scale: 1.4 }),
      ].join(''),
    ),
  ),
  emoji('1f336-fe0f', 96, 386, 84, 24),
];

const janchiGuksu = [
  wall('paper', 20),
  soban('walnut', 320, 340),
  at(
    320,
    246,
    bowl(
      'porcelain',
      196,
      ['#f6e5ba', '#d7b56f'],
      [
        lifted(at(0, -2, food.noodles(126, '#fffbee', '#e9dcbc'))),
        lifted(
          [
            at(-58, -8, food.strips('#ffd95a', '#f0b92c', 6, 50), { turn: 20 }),
            at(0, -32, carrot, { scale: 0.9 }),
            at(58, -8, food.strips('#7db04e', '#4b8a35', 6, 50), { turn: -20 }),
            at(0, 20, seaweed),
          ].join(''),
        ),
        strew(8, 110, 3, [food.scallion(), food.sesame()]),
      ].join(''),
    ),
  ),
  food.steam(320, 140),
  emoji('1f962', 560, 360, 150, 12),
];

const kalguksu = [
  wall('tea', 21),
  cloth('#fdf8ef', '#d9d3ae', 4),
  at(
    322,
    240,
    bowl(
      'indigo',
      200,
      ['#f7eed6', '#d9c692'],
      [
        lifted(at(0, 0, food.noodles(122, '#fff8e4', '#e6d3a4'))),
        strew(9, 112, 2, [food.clam(), food.clam(), food.zucchini()], { scale: 1.35, turning: 60 }),
        lifted(at(0, -20, carrot, { scale: 0.8, turn: 20 })),
        strew(9, 116, 5, [food.scallion()]),
      ].join(''),
    ),
  ),
  food.steam(322, 138),
  emoji('1f9aa', 92, 396, 96, -10),
];

const kongguksu = [
  wall('celadon', 22),
  moon('#fdf8ef', 320, 190, 172),
  soban('pine', 320, 346),
  at(
    316,
    244,
    bowl(
      'brass',
      188,
      ['#fffdf5', '#eee2c6'],
      [
        lifted(at(0, 0, food.noodles(108, '#fffbee', '#e9dcbc'))),
        lifted(at(-18, -26, food.strips('#b9dc86', '#5f9e3a', 7, 54), { turn: -12 })),
        lifted(
          at(
            46,
            -20,
            ellipse(0, 0, 26, 19, '#d8321f') + ellipse(-2, -2, 20, 13, '#f2644c') + ellipse(-4, -4, 6, 4, '#ffd2a6'),
          ),
        ),
        lifted(at(-94, 20, food.iceCube(), { scale: 0.9 }) + at(84, 30, food.iceCube(), { scale: 0.9 })),
        strew(10, 110, 1, [food.sesame()], { scale: 1.2 }),
      ].join(''),
    ),
  ),
  emoji('1fadb', 552, 380, 108, 6),
  emoji('1f345', 90, 392, 84, -8),
];

const japchae = [
  wall('chestnut', 23),
  tray('#7d2416', '#531409'),
  at(
    320,
    282,
    plate(
      'black',
      236,
      [
        lifted(at(0, -10, food.noodles(150, '#c99a62', '#8f5f30'))),
        strew(
          18,
          128,
          2,
          [
            carrot,
            spinach,
            food.meat(),
            food.strips('#f1d24c', '#d8ac20', 4, 50),
            food.strips('#d8432a', '#a52412', 3, 46),
            food.mushroom(),
          ],
          { scale: 0.95 },
        ),
        strew(16, 120, 4, [food.sesame()], { scale: 1.4 }),
      ].join(''),
    ),
  ),
  emoji('1f962', 566, 366, 130, 14),
];

export const noodles: PictureSet = {
  'mul-naengmyeon': mulNaengmyeon.join(''),
  'bibim-naengmyeon': bibimNaengmyeon.join(''),
  'janchi-guksu': janchiGuksu.join(''),
  kalguksu: kalguksu.join(''),
  kongguksu: kongguksu.join(''),
  japchae: japchae.join(''),
};
