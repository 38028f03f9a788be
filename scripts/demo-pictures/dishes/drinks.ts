import { cloth, moon, soban, tray, wall } from '../backdrop.ts';
import * as food from '../ingredients.ts';
import { at, ellipse, emoji, lifted, line, lit, path, scatter, strew } from '../paint.ts';
import type { PictureSet } from '../picture-set.ts';
import { bottle, bowl, glass } from '../tableware.ts';

const ice = (width: number, top: number) =>
  at(-width * 0.2, top, food.iceCube(), { turn: -12 }) +
  at(width * 0.2, top + 14, food.iceCube(), { turn: 14 }) +
  at(-width * 0.06, top + 52, food.iceCube(), { turn: 30, scale: 0.9 });

const bubbles = (width: number, height: number) =>
  scatter(16, 1, 3, ({ x, y, index }) =>
    ellipse(x * width * 0.34, y * height * 0.6 + 14, 2.4 + (index % 3), 2.4 + (index % 3), '#ffffff', 'opacity="0.55"'),
  );

const soju = [
  wall('celadon', 2),
  moon('#f4f8ee', 310, 200, 180),
  soban('pine', 320, 372),
  at(288, 224, bottle(360, ['#6fc38a', '#1f7a48'], '#c2410c', '#f3d27a')),
  at(424, 342, glass(78, 92, ['#f6fcfa', '#d6e8e6'], '')),
  at(186, 352, glass(78, 92, ['#f6fcfa', '#d6e8e6'], '')),
];

const draftBeer = [
  wall('honey', 5),
  soban('walnut', 320, 384, 290),
  at(
    308,
    232,
    [
      line('M96 -70C184 -84 188 76 92 66', '#dfe9ea', 26, 'opacity="0.85"'),
      line('M96 -70C176 -80 180 70 92 62', '#ffffff', 6, 'opacity="0.8"'),
      glass(214, 292, ['#ffc845', '#e08a12'], bubbles(200, 260)),
      lifted(
        scatter(12, 92, 2, ({ x, y, index }) =>
          ellipse(x, y * 0.7 - 112, 36 + (index % 3) * 6, 28, lit('#ffffff', '#f3e6cc')),
        ),
      ),
      path('M-70 -96q4 60 22 60t18 -54Z', '#fffaf0'),
    ].join(''),
  ),
  emoji('1f95c', 534, 390, 100, 10),
  emoji('1f968', 96, 396, 98, -12),
];

const makgeolli = [
  wall('apricot', 8),
  cloth('#fffaf0', '#e9cfa2', 3),
  at(
    232,
    236,
    [
      path('M-96 -50C-190 -60 -196 60 -104 70', 'none', 'stroke="#b98a35" stroke-width="18" stroke-linecap="round"'),
      path('M84 0C130 -4 138 -50 168 -92L200 -72C176 -40 164 34 104 46Z', lit('#fbe3a0', '#a8752a')),
      bowl('brass', 140, ['#f7df9c', '#c9983f'], ''),
      path('M-112 2C-100 -76 100 -76 112 2A112 52 0 0 1 -112 2Z', lit('#fff1c4', '#bd8a38')),
      ellipse(0, -62, 20, 16, lit('#fff1c4', '#9a6a1e')),
      line('M-70 -30Q-40 -52 -8 -54', '#ffffff', 8, 'opacity="0.6"'),
    ].join(''),
  ),
  at(474, 330, bowl('brass', 104, ['#fffdf4', '#eadfc6'], '')),
];

const highball = [
  wall('sky', 11),
  moon('#fdf3cf', 320, 200, 176),
  soban('ink', 320, 386),
  at(
    320,
    224,
    glass(
      168,
      330,
      ['#fff0b0', '#efb64a'],
      ice(160, -86) + at(18, 40, food.iceCube(), { turn: -18, scale: 1.2 }) + bubbles(150, 240),
    ),
  ),
  at(
    386,
    78,
    lifted(
      ellipse(0, 0, 46, 46, '#f6c728') +
        ellipse(0, 0, 38, 38, '#fff6cf') +
        scatter(6, 22, 1, ({ index }) => at(0, 0, path('M0 0L-9 -32Q0 -36 9 -32Z', '#f9d848'), { turn: index * 60 })),
    ),
  ),
  emoji('1f34b', 500, 384, 92, 12),
  emoji('1f33f', 156, 392, 80, -30),
];

const cola = [
  wall('persimmon', 14),
  cloth('#fffaf0', '#f0cfae', -3),
  at(322, 236, glass(178, 300, ['#7a3a1c', '#230c05'], ice(170, -76) + bubbles(150, 220))),
  line('M352 108L384 24', '#c2410c', 13) + line('M349 108L381 24', '#f08a5a', 4),
  emoji('1f9ca', 492, 376, 84, -10),
  emoji('1f34b', 150, 384, 88, 10),
];

const cider = [
  wall('tea', 17),
  tray('#cf9f66', '#a67541'),
  at(316, 228, glass(178, 300, ['#f3fbf3', '#cbe6da'], ice(170, -76) + bubbles(150, 220) + bubbles(110, 150))),
  emoji('1f33f', 362, 86, 92, 20),
  emoji('1f34f', 490, 360, 100, 8),
];

const sikhye = [
  wall('paper', 20),
  soban('lacquer', 320, 344),
  at(
    320,
    256,
    bowl(
      'porcelain',
      178,
      ['#f6e6c0', '#dcbd84'],
      [
        scatter(26, 108, 2, ({ x, y, turn }) =>
          at(x, y, ellipse(0, 0, 10, 5, '#fffaf0') + ellipse(1, 2, 8, 2.4, '#e2d0a8'), { turn }),
        ),
        lifted(scatter(7, 78, 5, ({ x, y, turn }) => at(x, y, food.pineNut(), { turn, scale: 1.25 }))),
        at(-84, -16, food.iceCube()) + at(76, 26, food.iceCube()),
      ].join(''),
    ),
  ),
  emoji('1f33e', 560, 356, 112, 12),
];

const yujaTea = [
  wall('honey', 23),
  moon('#fff6d0', 320, 190, 180),
  soban('walnut', 320, 356),
  at(
    308,
    250,
    [
      line('M128 16C214 -2 212 96 112 92', '#fffaf0', 22),
      bowl(
        'porcelain',
        148,
        ['#ffd84a', '#f0a41c'],
        [
          lifted(
            at(-40, -8, ellipse(0, 0, 42, 24, '#f2a818') + ellipse(0, 0, 35, 19, '#ffe98a')) +
              at(44, 12, ellipse(0, 0, 40, 22, '#f2a818') + ellipse(0, 0, 33, 17.5, '#ffe98a')),
          ),
          strew(9, 86, 2, [food.strips('#ffb52a', '#e8890c', 2, 34)]),
        ].join(''),
      ),
    ].join(''),
  ),
  food.steam(308, 158),
  emoji('1f34a', 536, 372, 104, 10),
  emoji('1f36f', 98, 352, 100, -6),
];

const plumTea = [
  wall('tea', 26),
  cloth('#fdfaf0', '#d4d6a4', 4),
  at(
    314,
    232,
    glass(
      182,
      296,
      ['#eef0a4', '#b9c04a'],
      [
        ice(174, -74),
        lifted(
          at(-34, 96, ellipse(0, 0, 30, 29, lit('#dfe88a', '#7f9a2c'))) +
            at(30, 104, ellipse(0, 0, 28, 27, lit('#d6e27c', '#74902a'))),
        ),
      ].join(''),
    ),
  ),
  emoji('1f33f', 352, 92, 88, 30),
  emoji('1f34f', 502, 386, 88, -8),
];

export const drinks: PictureSet = {
  soju: soju.join(''),
  'draft-beer': draftBeer.join(''),
  makgeolli: makgeolli.join(''),
  highball: highball.join(''),
  cola: cola.join(''),
  cider: cider.join(''),
  sikhye: sikhye.join(''),
  'yuja-tea': yujaTea.join(''),
  'plum-tea': plumTea.join(''),
};
