// Small pieces of food, each drawn around (0, 0) about 40 wide, lit from the upper left.
import { at, box, ellipse, horizontal, lifted, line, lit, path, scatter, vertical } from './paint.ts';

export const tofu = () =>
  path('M-24 -8L2 -19L26 -9L0 4Z', vertical('#fffdf6', '#f6ecd8')) +
  path('M-24 -8L0 4V22L-24 9Z', '#efe2c8') +
  path('M26 -9L0 4V22L26 8Z', '#dfcdab');

export const scallion = () =>
  ellipse(0, 0, 10, 7, '#8cc152') + ellipse(0, 0, 7.6, 4.8, '#d9efb1') + ellipse(0, 0.6, 4, 2.4, '#7fae45');

export const greenOnion = () =>
  at(0, 0, box(46, 9, 4.5, horizontal('#f4f8dc', '#5f9e3a'))) + line('M-18 -1.5H14', '#ffffff', 1.6, 'opacity="0.5"');

export const chili = () =>
  ellipse(0, 0, 11, 8, '#c81d1d') +
  ellipse(0, 0.4, 7, 4.6, '#f7a48b') +
  ellipse(-2, 0, 1.6, 1.2, '#fff0c8') +
  ellipse(3, 1, 1.6, 1.2, '#fff0c8');

export const greenChili = () =>
  ellipse(0, 0, 11, 8, '#3d8a37') +
  ellipse(0, 0.4, 7, 4.6, '#bfe09a') +
  ellipse(-2, 0, 1.6, 1.2, '#fffbe0') +
  ellipse(3, 1, 1.6, 1.2, '#fffbe0');

export const kimchi = () =>
  path('M-26 4C-30 -14 -8 -22 6 -18C24 -16 32 -2 24 8C14 20 -20 20 -26 4Z', lit('#f0733a', '#b7240f')) +
  path('M-20 4C-10 -6 6 -8 18 -4C8 0 -6 4 -14 10Z', '#ffd9a8', 'opacity="0.85"') +
  line('M-14 4Q0 -4 14 -3', '#f6a765', 2);

export const meat = () =>
  path(
    'M-28 2C-26 -14 -8 -12 0 -16C14 -20 30 -10 28 2C26 16 8 12 -2 15C-16 18 -30 14 -28 2Z',
    lit('#a9663d', '#5b2c15'),
  ) +
  line('M-18 0Q-8 -8 4 -5T20 -4', '#d9a06f', 3, 'opacity="0.75"') +
  line('M-14 7Q-2 2 12 6', '#3d1b0b', 2, 'opacity="0.5"');

export const redMeat = () =>
  path(
    'M-28 2C-26 -14 -8 -12 0 -16C14 -20 30 -10 28 2C26 16 8 12 -2 15C-16 18 -30 14 -28 2Z',
    lit('#e2582c', '#95200c'),
  ) +
  line('M-18 0Q-8 -8 4 -5T20 -4', '#ffc08a', 3, 'opacity="0.7"') +
  ellipse(8, 6, 2, 1.4, '#fff1cf') +
  ellipse(-10, 7, 2, 1.4, '#fff1cf');

export const rawBeef = () =>
  line('M-22 3Q0 -7 22 2', '#b3202b', 8) + line('M-20 2Q0 -7 18 0', '#e8606a', 2.5, 'opacity="0.8"');

export const porkBelly = () =>
  at(0, 4, box(78, 26, 7, '#7a3d1c')) +
  box(78, 26, 7, vertical('#e9b98a', '#b66f3d')) +
  at(0, -3, box(76, 5, 2.5, '#fbeed9')) +
  at(0, 5, box(76, 4, 2, '#f8dfc0')) +
  line('M-26 -11L-14 12M0 -11L12 12M24 -11L34 10', '#6a3216', 3.4, 'opacity="0.6"');

export const boiledPork = () =>
  at(0, 5, box(66, 30, 10, '#c9a27e')) +
  box(66, 30, 10, vertical('#f9e9d6', '#e3bf9d')) +
  path('M-30 -6Q0 4 30 -4V4Q0 12 -30 3Z', '#c99878', 'opacity="0.8"') +
  line('M-29 -12H29', '#a8683c', 4);

export const shortRib = () =>
  at(0, 6, box(116, 30, 12, '#30130a')) +
  box(116, 30, 12, lit('#a85a2c', '#5a2412')) +
  [-36, 0, 36].map((x) => ellipse(x, -1, 10, 7, '#f6e7cc') + ellipse(x, 0, 6, 4, '#d9b98c')).join('') +
  line('M-50 -10Q0 -15 48 -10', '#ffcf9a', 2.5, 'opacity="0.7"');

export const friedEgg = () =>
  path(
    'M-44 2C-48 -16 -20 -26 0 -22C26 -27 50 -12 44 4C46 20 14 26 -4 22C-28 26 -44 16 -44 2Z',
    lit('#ffffff', '#efe6d6'),
  ) +
  ellipse(0, -3, 19, 13.5, lit('#ffd54a', '#f08a12')) +
  ellipse(-6, -8, 6, 3, '#ffffff', 'opacity="0.75"');

export const yolk = () =>
  ellipse(0, 0, 21, 15.5, lit('#ffd54a', '#ec7f0c')) + ellipse(-7, -6, 6.5, 3, '#ffffff', 'opacity="0.8"');

export const halfEgg = () =>
  ellipse(0, 3, 25, 18, '#d8cdbb') +
  ellipse(0, 0, 25, 18, lit('#ffffff', '#f0e8da')) +
  ellipse(1, 0, 14, 10, lit('#ffd866', '#f0a020'));

export const mushroom = () =>
  path('M-20 0C-20 -22 20 -22 20 0C12 4 8 3 6 4V16Q0 20 -6 16V4C-8 3 -12 4 -20 0Z', lit('#f7ead6', '#cfae84')) +
  line('M-15 -3C-12 -17 12 -17 15 -3', '#8d6238', 4);

export const zucchini = () =>
  path('M-22 0A22 17 0 0 0 22 0Z', '#4b8a35') +
  path('M-18 0A18 13 0 0 0 18 0Z', lit('#f2f6c6', '#cfe08c')) +
  ellipse(-6, 5, 2, 1.2, '#a8bd62') +
  ellipse(4, 6, 2, 1.2, '#a8bd62');

export const sprout = () => line('M-20 6Q0 -14 18 2', '#fbf3d4', 4.5) + ellipse(19, 3, 6, 4.5, '#f4cf4c');

export const sesame = () => ellipse(0, 0, 3, 1.9, '#fff0c9', 'stroke="#c89b57" stroke-width="0.6"');

export const riceCake = () =>
  at(0, 4, box(62, 18, 9, '#8a1c0a')) +
  box(62, 18, 9, vertical('#f2683a', '#c2300f')) +
  line('M-22 -4H14', '#ffd2b0', 3.4, 'opacity="0.8"');

export const fishCake = () =>
  path('M-26 -8Q0 -18 26 -6Q30 6 22 12Q0 6 -22 14Q-30 2 -26 -8Z', lit('#f3c67e', '#b97a2f')) +
  line('M-16 -4Q0 -10 16 -2', '#fff0cf', 2, 'opacity="0.7"');

export const sausage = () =>
  at(0, 0, box(36, 17, 8.5, lit('#f0967d', '#b9452f'))) +
  ellipse(15, 0, 5, 8, '#f7b7a2') +
  line('M-10 -4H6', '#ffe0d4', 2.4);

export const ham = () =>
  path('M-24 -8L4 -14L24 -4L-4 4Z', '#f8b6a6') +
  path('M-24 -8L-4 4V14L-24 2Z', '#e58a78') +
  path('M24 -4L-4 4V14L24 6Z', '#d27463');

export const clam = () =>
  path('M-24 6C-28 -14 -8 -24 4 -20C22 -18 30 -4 22 8C10 18 -16 18 -24 6Z', lit('#f6e8d2', '#a98860')) +
  line('M-16 6C-16 -6 -6 -13 2 -14M-6 9C-4 -2 4 -8 10 -9M6 9C8 2 12 -2 17 -3', '#8a6a46', 2, 'opacity="0.6"');

export const squid = () =>
  ellipse(0, 0, 19, 11, '#f3dfe0', 'stroke="#d98f97" stroke-width="3"') + ellipse(0, 1, 8, 4, '#c9654a');

/** A loose bundle of thin strips: carrot, cucumber, radish, spinach. */
export const strips = (light: string, dark: string, count = 7, length = 54) =>
  Array.from({ length: count }, (_, index) => {
    const lane = (index - (count - 1) / 2) * 5;
    const sway = (index * 29) % 13;
    return line(
      `M${-length / 2 + sway} ${lane}Q0 ${lane - 9 + sway * 0.6} ${length / 2 - sway * 0.5} ${lane + 2}`,
      index % 2 ? light : dark,
      5,
    );
  }).join('');

/** Noodles coiled as chopsticks leave them. */
export const noodles = (radius: number, light: string, dark: string) =>
  ellipse(0, 0, radius, radius * 0.5, dark) +
  Array.from({ length: 13 }, (_, index) => {
    const reach = radius * (0.97 - index * 0.062);
    const turn = (index * 47) % 60;
    const lift = -index * 1.3;
    return `<g transform="translate(${(index % 3) * 3 - 3} ${lift})">${line(`M${-reach} 0A${reach} ${reach * 0.48} 0 0 1 ${reach} ${turn % 7}M${reach * 0.94} 5A${reach} ${reach * 0.46} 0 0 1 ${-reach * 0.9} ${8 - (turn % 9)}`, index % 2 ? light : dark, 5.5)}</g>`;
  }).join('');

/** Rice, heaped. */
export const rice = (radius: number, height = 0.55, light = '#ffffff', dark = '#ddd3c2') =>
  path(
    `M${-radius} 0C${-radius} ${-radius * height} ${-radius * 0.5} ${-radius * (height + 0.32)} 0 ${-radius * (height + 0.32)}S${radius} ${-radius * height} ${radius} 0A${radius} ${radius * 0.48} 0 0 1 ${-radius} 0Z`,
    lit(light, dark),
  ) +
  at(
    0,
    -radius * height * 0.42,
    scatter(30, radius * 0.84, 2, (spot) =>
      at(spot.x, spot.y, ellipse(0, 0, 7, 3.4, light) + ellipse(1, 1.4, 6, 2.2, dark, 'opacity="0.6"'), {
        turn: spot.turn,
      }),
    ),
  );

export const kimbapSlice = (filling: readonly [string, string, string]) =>
  ellipse(0, 9, 42, 35, '#12211a') +
  ellipse(0, 0, 42, 35, '#1d3327') +
  ellipse(0, 0, 37, 30.5, lit('#ffffff', '#e9e1d3')) +
  at(-9, -6, box(17, 14, 4, filling[0])) +
  at(9, -5, box(15, 14, 4, filling[1])) +
  at(-5, 9, box(16, 12, 4, filling[2])) +
  at(11, 9, box(12, 11, 4, '#5a9a3a')) +
  line('M-28 -12A32 25 0 0 1 -6 -27', '#ffffff', 3, 'opacity="0.7"');

export const eggRollSlice = () =>
  at(0, 8, box(62, 46, 18, '#c98a1d')) +
  box(62, 46, 18, lit('#ffe07a', '#f2b632')) +
  line('M-20 8C-24 -16 18 -20 20 0C21 14 -8 14 -8 2C-8 -5 6 -6 8 1', '#d9962a', 3.4) +
  ellipse(-12, -10, 3, 2.4, '#5a9a3a') +
  ellipse(10, 12, 3, 2.4, '#e2632f') +
  ellipse(14, -10, 3, 2.4, '#5a9a3a') +
  ellipse(-14, 12, 2.6, 2, '#e2632f');

/** A pan-fried pancake; what shows on it is scattered by the dish. */
export const pancake = (radius: number, light: string, dark: string, edge: string) =>
  lifted(ellipse(0, 12, radius, radius * 0.5, edge)) +
  ellipse(0, 0, radius, radius * 0.5, lit(light, dark)) +
  ellipse(
    0,
    0,
    radius * 0.97,
    radius * 0.48,
    'none',
    `stroke="${edge}" stroke-width="7" stroke-dasharray="26 9 14 6" opacity="0.55"`,
  ) +
  scatter(12, radius * 0.9, 4, (spot) => ellipse(spot.x, spot.y, 13, 6, edge, 'opacity="0.3"'));

export const cutInPieces = (radius: number, colour: string) =>
  line(
    `M${-radius * 0.36} ${-radius * 0.46}L${-radius * 0.36} ${radius * 0.46}M${radius * 0.36} ${-radius * 0.46}L${radius * 0.36} ${radius * 0.46}M${-radius} 0H${radius}`,
    colour,
    3.4,
    'opacity="0.65"',
  );

export const steam = (x: number, y: number) =>
  [-46, 0, 46]
    .map((shift, index) =>
      line(
        `M${x + shift} ${y}c-24 -26 22 -44 0 ${-78 - (index % 2) * 20}`,
        '#ffffff',
        11,
        'opacity="0.6" filter="url(#haze)"',
      ),
    )
    .join('');

export const iceCube = () =>
  path('M-20 -8L2 -17L22 -8L0 2Z', '#ffffff', 'opacity="0.85"') +
  path('M-20 -8L0 2V22L-20 12Z', '#d5ecf2', 'opacity="0.7"') +
  path('M22 -8L0 2V22L22 12Z', '#b9dbe4', 'opacity="0.7"');

export const pineNut = () => path('M0 -10C7 -6 8 6 0 10C-8 6 -7 -6 0 -10Z', lit('#fff4d6', '#e0bd83'));

export const redBean = () =>
  ellipse(0, 0, 10, 7, lit('#9a4238', '#4c1210')) + ellipse(-3, -3, 3, 1.4, '#ffffff', 'opacity="0.5"');

export const powderCube = () =>
  path('M-27 -10L2 -24L29 -11L0 4Z', '#f3ddab') +
  path('M-27 -10L0 4V28L-27 12Z', '#dcbb7b') +
  path('M29 -11L0 4V28L29 11Z', '#c8a260') +
  ellipse(-6, -11, 4, 2, '#fff3d2') +
  ellipse(8, -8, 4, 2, '#fff3d2') +
  ellipse(-12, 6, 3, 2, '#f3ddab');

export const shrimp = () =>
  line('M-18 12C-26 -10 -6 -22 10 -14C22 -8 20 8 8 10', '#ee7a4e', 15) +
  line('M-17 10C-23 -8 -5 -18 9 -12', '#ffd0b4', 5, 'opacity="0.9"') +
  line('M-22 0L-11 2M-13 -12L-5 -3M4 -18L3 -7', '#d6552c', 2.5, 'opacity="0.8"') +
  path('M-20 14L-32 22L-16 26L-8 18Z', '#e2562e');

export const glazedChicken = () =>
  path(
    'M-34 6C-40 -14 -20 -20 -8 -24C6 -32 36 -24 36 -4C44 16 20 26 2 24C-14 32 -36 24 -34 6Z',
    lit('#f9793a', '#9c240a'),
  ) +
  line('M-22 -8Q-8 -20 12 -17', '#ffe0c0', 5, 'opacity="0.85"') +
  ellipse(16, 6, 6, 3, '#ffb27a', 'opacity="0.6"');
