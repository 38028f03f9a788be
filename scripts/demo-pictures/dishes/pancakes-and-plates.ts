import { cloth, moon, soban, tray, wall } from '../backdrop.ts';
import * as food from '../ingredients.ts';
import { at, ellipse, emoji, lifted, lit, strew } from '../paint.ts';
import type { PictureSet } from '../picture-set.ts';
import { basket, bowl, plate } from '../tableware.ts';
import { soySauce } from './soy-sauce.ts';

const seafoodPancake = [
  wall('tea', 3),
  soban('pine', 320, 340),
  at(
    320,
    280,
    basket(
      242,
      [
        at(0, -6, food.pancake(196, '#fbdc8a', '#dd9a38', '#a8641c')),
        strew(16, 158, 1, [food.greenOnion(), food.greenOnion(), food.squid()], { scale: 1.45 }),
        strew(6, 130, 4, [food.chili(), food.scallion()], { scale: 1.2 }),
        at(0, -6, food.cutInPieces(194, '#8f5214')),
        strew(6, 116, 3, [food.shrimp()], { scale: 1.3, turning: 160 }),
      ].join(''),
    ),
  ),
  soySauce(566, 396),
];

const kimchiPancake = [
  wall('persimmon', 5),
  tray('#a9714a', '#6d4025'),
  at(
    314,
    280,
    plate(
      'black',
      240,
      [
        at(0, -12, food.pancake(184, '#f79a54', '#cf4f1c', '#8f2a0c')),
        strew(13, 146, 2, [food.kimchi(), food.greenOnion(), food.squid()], { scale: 1.2 }),
        at(0, -12, food.cutInPieces(182, '#7d2209')),
        strew(5, 120, 5, [food.greenChili(), food.chili()], { scale: 1.15 }),
      ].join(''),
    ),
  ),
  soySauce(552, 392),
];

const friedShrimp = [
  wall('honey', 8),
  cloth('#fffaf0', '#efdcae', 4),
  at(
    318,
    284,
    basket(
      226,
      [
        ellipse(0, 4, 160, 76, '#fffaf0'),
        emoji('1f96c', -120, -26, 116, -30),
        emoji('1f364', -48, -56, 156, 14),
        emoji('1f364', 76, -46, 156, -10),
        emoji('1f364', -86, 18, 156, 30),
        emoji('1f364', 18, 26, 162, -4),
        emoji('1f364', 122, 22, 150, 20),
      ].join(''),
    ),
  ),
  emoji('1f34b', 540, 388, 92, 14),
  at(92, 398, bowl('porcelain', 46, ['#fff6dc', '#f0dfae'], strew(3, 20, 1, [food.scallion()], { scale: 0.7 }))),
];

const sweetSpicyChicken = [
  wall('apricot', 11),
  moon('#f9c180', 320, 180, 172),
  soban('lacquer', 320, 342),
  at(
    318,
    284,
    plate(
      'white',
      236,
      [
        strew(14, 140, 2, [food.glazedChicken()], { scale: 1.5, turning: 70 }),
        at(0, -36, strew(6, 74, 1, [food.glazedChicken()], { scale: 1.5, turning: 60 })),
        at(0, -34, strew(22, 120, 3, [food.sesame()], { scale: 1.6 })),
        at(0, -20, strew(5, 130, 1, [food.scallion()], { scale: 1.2 })),
      ].join(''),
    ),
  ),
  at(
    560,
    372,
    bowl('porcelain', 52, ['#ffffff', '#ece4d6'], strew(5, 26, 1, [food.tofu()], { scale: 0.62, turning: 0 })),
  ),
];

const tteokbokki = [
  wall('plum', 14),
  cloth('#fff6ee', '#eac9b8', -3),
  at(
    320,
    268,
    plate(
      'celadon',
      234,
      [
        ellipse(0, 4, 176, 84, lit('#ee5a26', '#b0260c')),
        strew(15, 136, 2, [food.riceCake(), food.riceCake(), food.fishCake()], { scale: 1.25 }),
        lifted(at(70, -30, food.halfEgg(), { scale: 1.5 }) + at(-88, 22, food.halfEgg(), { scale: 1.4 })),
        strew(12, 130, 4, [food.scallion(), food.sesame(), food.greenOnion()], { scale: 1.05 }),
      ].join(''),
    ),
  ),
  food.steam(320, 168),
  emoji('1f361', 566, 396, 104, 10),
];

const tofuKimchi = [
  wall('celadon', 17),
  soban('walnut', 320, 342),
  at(
    320,
    276,
    plate(
      'clay',
      240,
      [
        lifted(
          [0, 1, 2, 3, 4, 5, 6]
            .map((index) => {
              const angle = Math.PI * (1.02 + index * 0.16);
              return at(150 * Math.cos(angle), 66 * Math.sin(angle) + 6, food.tofu(), { scale: 1.55 });
            })
            .join(''),
        ),
        at(0, 26, strew(14, 116, 1, [food.kimchi(), food.redMeat(), food.kimchi()], { scale: 1.45 })),
        at(0, 14, strew(14, 110, 3, [food.sesame(), food.sesame(), food.scallion()], { scale: 1.2 })),
      ].join(''),
    ),
  ),
  emoji('1f96c', 84, 384, 106, -8),
];

const bossam = [
  wall('paper', 20),
  moon('#f3cfa8', 330, 180, 160),
  cloth('#fdf6ea', '#dfc8a8', 3),
  at(
    310,
    276,
    plate(
      'brass',
      246,
      [
        lifted([-128, -64, 0, 64].map((x) => at(x, -34, food.boiledPork(), { scale: 1.35, turn: -62 })).join('')),
        lifted([-110, -46, 18].map((x) => at(x, 28, food.boiledPork(), { scale: 1.35, turn: -62 })).join('')),
        at(118, 10, strew(9, 60, 1, [food.kimchi()], { scale: 1.35 })),
        at(118, 2, strew(6, 56, 4, [food.sesame(), food.scallion()])),
      ].join(''),
    ),
  ),
  emoji('1f96c', 558, 392, 132, 6),
  emoji('1f9c4', 76, 404, 76, -10),
];

export const pancakesAndPlates: PictureSet = {
  'seafood-pancake': seafoodPancake.join(''),
  'kimchi-pancake': kimchiPancake.join(''),
  'fried-shrimp': friedShrimp.join(''),
  'sweet-spicy-chicken': sweetSpicyChicken.join(''),
  tteokbokki: tteokbokki.join(''),
  'tofu-kimchi': tofuKimchi.join(''),
  bossam: bossam.join(''),
};
