import { cloth, moon, soban, tray, wall } from '../backdrop.ts';
import * as food from '../ingredients.ts';
import { at, ellipse, emoji, lifted, line, lit, path, strew } from '../paint.ts';
import type { PictureSet } from '../picture-set.ts';
import { bowl, plate } from '../tableware.ts';

const riceBowl = (x: number, y: number, radius = 66) =>
  at(x, y, bowl('steel', radius, ['#ffffff', '#e6ddcf'], food.rice(radius * 0.8, 0.3)));

const kimchiJjigae = [
  wall('persimmon', 1),
  soban('walnut'),
  riceBowl(530, 262),
  at(
    278,
    240,
    bowl(
      'earthenware',
      176,
      ['#f0682c', '#b3230c'],
      [
        strew(7, 118, 1, [food.kimchi(), food.kimchi(), food.redMeat()], { scale: 1.15 }),
        lifted(
          at(-44, -14, food.tofu(), { scale: 1.35 }) +
            at(40, -26, food.tofu(), { scale: 1.25 }) +
            at(18, 26, food.tofu(), { scale: 1.4 }),
        ),
        strew(10, 104, 3, [food.scallion(), food.scallion(), food.chili()], { scale: 1.1 }),
      ].join(''),
    ),
  ),
  food.steam(270, 150),
  emoji('1f336-fe0f', 566, 404, 92, -18),
];

const doenjangJjigae = [
  wall('honey', 4),
  soban('pine', 330, 334),
  emoji('1f954', 92, 330, 92, -10),
  at(
    338,
    244,
    bowl(
      'earthenware',
      180,
      ['#dfa45a', '#a8662a'],
      [
        strew(6, 122, 2, [food.zucchini(), food.meat(), food.mushroom()], { scale: 1.2, turning: 80 }),
        lifted(
          at(-70, 0, food.tofu(), { scale: 1.3 }) +
            at(6, -18, food.tofu(), { scale: 1.4 }) +
            at(66, 16, food.tofu(), { scale: 1.3 }),
        ),
        strew(6, 120, 5, [food.zucchini(), food.greenChili()], { scale: 1.1, turning: 80 }),
        strew(5, 90, 1, [food.chili(), food.scallion()], { scale: 1.05 }),
      ].join(''),
    ),
  ),
  food.steam(340, 152),
  emoji('1f9c4', 556, 398, 88, 12),
];

const sundubuJjigae = [
  wall('plum', 7),
  tray('#5a4a42', '#3a2d27'),
  emoji('1f95a', 104, 344, 84, -16),
  at(
    322,
    238,
    bowl(
      'earthenware',
      184,
      ['#f4572c', '#a8180c'],
      [
        strew(8, 116, 2, [ellipse(0, 0, 34, 18, '#fff6e6') + ellipse(-8, -5, 14, 6, '#ffffff')], {
          turning: 50,
          scale: 1.05,
        }),
        strew(5, 130, 3, [food.clam(), food.squid()], { scale: 1.05, turning: 60 }),
        emoji('1f990', -88, -18, 92, -20),
        lifted(at(34, 4, food.yolk(), { scale: 1.35 })),
        strew(9, 120, 4, [food.scallion(), food.greenChili()], { scale: 0.95 }),
      ].join(''),
    ),
  ),
  food.steam(322, 146),
  emoji('1f9aa', 548, 372, 96, 8),
];

const budaeJjigae = [
  wall('apricot', 9),
  cloth('#fffaf0', '#ead9bd'),
  at(
    320,
    236,
    bowl(
      'stone',
      226,
      ['#f2622c', '#b02a10'],
      [
        lifted(
          at(-96, 10, food.ham(), { scale: 1.8 }) +
            at(-126, -16, food.ham(), { scale: 1.6 }) +
            at(-64, 40, food.ham(), { scale: 1.7 }),
        ),
        at(98, 14, strew(7, 74, 2, [food.sausage()], { scale: 1.35, turning: 120 })),
        lifted(at(0, -22, food.noodles(78, '#ffe9a6', '#e9bd55'))),
        lifted(
          at(
            0,
            -30,
            `<g transform="scale(1 0.6)">${at(0, 0, '<rect x="-34" y="-34" width="68" height="68" rx="8" fill="#ffc93c"/>', { turn: 30 })}</g>`,
          ),
        ),
        at(20, 44, strew(4, 60, 1, [food.kimchi()], { scale: 1.2 })),
        strew(14, 150, 3, [food.greenOnion(), food.chili(), food.scallion()], { scale: 0.95 }),
      ].join(''),
    ),
  ),
  food.steam(320, 120),
];

const yukgaejang = [
  wall('chestnut', 12),
  soban('lacquer'),
  riceBowl(112, 282),
  at(
    364,
    240,
    bowl(
      'brass',
      178,
      ['#d9421c', '#86150a'],
      [
        strew(9, 120, 1, [food.meat(), food.strips('#9bb85a', '#5c7c2e', 5, 60), food.redMeat()], { scale: 1.15 }),
        strew(7, 116, 4, [food.greenOnion(), food.sprout()], { scale: 1.2 }),
        strew(5, 70, 3, [food.mushroom(), food.chili()], { turning: 60 }),
      ].join(''),
    ),
  ),
  food.steam(364, 150),
  emoji('1f336-fe0f', 116, 412, 84, 28),
];

const galbitang = [
  wall('paper', 15),
  moon('#f6cf9c', 320, 200, 176),
  soban('walnut', 320, 350),
  at(
    306,
    246,
    bowl(
      'porcelain',
      188,
      ['#f7ecd2', '#d9bf8c'],
      [
        lifted(
          at(-50, -10, food.shortRib(), { scale: 0.95, turn: -14 }) +
            at(42, 4, food.shortRib(), { scale: 0.95, turn: 12 }) +
            at(-18, 34, food.shortRib(), { scale: 0.9, turn: -4 }),
        ),
        lifted(at(60, -40, food.halfEgg(), { scale: 1.05 })),
        strew(10, 128, 2, [food.scallion()], { scale: 1.05 }),
        strew(3, 90, 5, [ellipse(0, 0, 11, 8, '#8e2a1d') + ellipse(-3, -3, 3, 1.6, '#e89a83')]),
      ].join(''),
    ),
  ),
  food.steam(300, 152),
  at(550, 322, plate('celadon', 74, strew(6, 38, 1, [food.kimchi()], { scale: 0.9 }))),
];

const drumstick = lifted(
  line('M0 24V62', '#fffaf0', 11) +
    ellipse(-6, 66, 8, 7, '#fffaf0') +
    ellipse(6, 66, 8, 7, '#f0e4cf') +
    path(
      'M-30 -14C-32 -46 32 -46 30 -14C28 12 14 26 10 40Q0 46 -10 40C-14 26 -28 12 -30 -14Z',
      lit('#fff0d0', '#d39d5a'),
    ) +
    line('M-16 -18Q-12 -30 2 -31', '#ffffff', 5, 'opacity="0.7"'),
);

const samgyetang = [
  wall('celadon', 18),
  soban('ink', 320, 340),
  at(
    312,
    246,
    bowl(
      'earthenware',
      186,
      ['#fbf3dd', '#dcc594'],
      [
        lifted(
          ellipse(0, -24, 106, 58, '#f3d7a6') +
            `<path d="M-104 -14C-108 -84 -44 -104 0 -98C52 -106 110 -82 104 -14C100 22 -98 22 -104 -14Z" fill="url(#r_fff2d6_dba968)"/>` +
            at(-58, -22, drumstick, { turn: -48 }) +
            at(58, -22, drumstick, { turn: 48 }) +
            `<path d="M-30 -86Q0 -96 32 -84" fill="none" stroke="#ffffff" stroke-width="7" stroke-linecap="round" opacity="0.7"/>`,
        ),
        at(
          0,
          8,
          strew(
            7,
            124,
            2,
            [food.scallion(), food.scallion(), ellipse(0, 0, 13, 10, '#9c2f20') + ellipse(-4, -4, 4, 2, '#efa890')],
            { scale: 1.05 },
          ),
        ),
      ].join(''),
    ),
  ),
  food.steam(312, 128),
  emoji('1fada', 556, 352, 104, -8),
  emoji('1f330', 96, 372, 72, -12),
];

export const stews: PictureSet = {
  'kimchi-jjigae': kimchiJjigae.join(''),
  'doenjang-jjigae': doenjangJjigae.join(''),
  'sundubu-jjigae': sundubuJjigae.join(''),
  'budae-jjigae': budaeJjigae.join(''),
  yukgaejang: yukgaejang.join(''),
  galbitang: galbitang.join(''),
  samgyetang: samgyetang.join(''),
};
