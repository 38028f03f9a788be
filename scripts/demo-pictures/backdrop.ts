// What a dish stands on: a warm paper wall and a soban, the small round table the product is named after.
import { box, ellipse, horizontal, line, lit, path, shadow, vertical } from './paint.ts';

export const pictureWidth = 640;
export const pictureHeight = 480;

const walls = {
  persimmon: ['#fbd9bd', '#ec9f6a'],
  apricot: ['#fdeacb', '#f2bd78'],
  paper: ['#fdf8ef', '#e8d7bd'],
  celadon: ['#e6f0e2', '#a9c9b4'],
  tea: ['#eef0cf', '#bcc786'],
  plum: ['#f6dcdc', '#d9a0a4'],
  sky: ['#e6eff2', '#a8c6d2'],
  honey: ['#fdeeb8', '#eec35c'],
  chestnut: ['#ecd9c6', '#bf9472'],
} as const satisfies Record<string, readonly [string, string]>;

const woods = {
  walnut: ['#a9714a', '#6d4025', '#4a2916'],
  pine: ['#f0cfa0', '#cf9f66', '#a67541'],
  lacquer: ['#b5452a', '#7d2416', '#531409'],
  ink: ['#4d4039', '#2a211c', '#17110d'],
} as const satisfies Record<string, readonly [string, string, string]>;

type Wall = keyof typeof walls;

/** Long fibres, as mulberry paper has them; drawn faintly and always the same. */
function paperFibres(seed: number): string {
  return Array.from({ length: 26 }, (_, index) => {
    const x = (index * 173 + seed * 97) % pictureWidth;
    const y = (index * 71 + seed * 41) % pictureHeight;
    const bend = ((index * 37 + seed) % 50) - 25;
    return line(`M${x} ${y}q${24 + bend} ${bend} ${56 + bend} ${bend * 0.4}`, '#ffffff', 1.6, 'opacity="0.3"');
  }).join('');
}

export function wall(name: Wall, seed: number): string {
  const [light, dark] = walls[name];
  const size = `width="${pictureWidth}" height="${pictureHeight}"`;
  return `<rect ${size} fill="${lit(light, dark)}"/>${paperFibres(seed)}`;
}

export function soban(wood: keyof typeof woods, x = 320, y = 330, radius = 290): string {
  const [light, dark, edge] = woods[wood];
  const flat = radius * 0.5;
  const leg = (side: number) => {
    const foot = x + side * radius * 0.62;
    return path(
      `M${foot - 24} ${y + flat * 0.7}q${side * 34} 70 ${side * 8} 150h44q${-side * 4} -80 ${-side * 8} -150Z`,
      vertical(dark, edge),
    );
  };
  return [
    shadow(x, y + flat * 0.75, radius * 1.02, flat * 0.9, 0.28),
    leg(-1),
    leg(1),
    ellipse(x, y + 22, radius, flat, vertical(dark, edge)),
    ellipse(x, y, radius, flat, horizontal(light, dark)),
    ellipse(x, y + 3, radius * 0.95, flat * 0.94, edge, 'opacity="0.45"'),
    ellipse(x, y + 7, radius * 0.945, flat * 0.93, lit(light, dark)),
    ellipse(
      x - radius * 0.3,
      y - flat * 0.35,
      radius * 0.42,
      flat * 0.26,
      '#ffffff',
      'opacity="0.12" filter="url(#blur)"',
    ),
  ].join('');
}

/** A ramie cloth over the whole foreground. */
export function cloth(light: string, dark: string, turn = -4): string {
  const stitches = `<g transform="translate(320 370) rotate(${turn})">`;
  const edge = line('M-420 -96H420', '#ffffff', 3, 'opacity="0.55" stroke-dasharray="10 9"');
  return `${stitches}<g filter="url(#lift)">${box(860, 240, 6, vertical(light, dark))}</g>${edge}</g>`;
}

/** A low round disc of light behind the dish: the plainest stage. */
export const moon = (colour: string, x = 320, y = 214, radius = 190) =>
  ellipse(x, y, radius, radius, colour, 'opacity="0.55"');

/** A lacquered tray with cut corners. */
export function tray(light: string, dark: string, x = 320, y = 330): string {
  const outline = (half: number, depth: number) => {
    const cut = half * 0.2;
    return `M${x - half + cut} ${y - depth}H${x + half - cut}L${x + half} ${y - depth * 0.3}V${y + depth * 0.4}L${x + half - cut} ${y + depth}H${x - half + cut}L${x - half} ${y + depth * 0.4}V${y - depth * 0.3}Z`;
  };
  return [
    shadow(x, y + 60, 300, 110, 0.32),
    `<g transform="translate(0 16)">${path(outline(292, 124), dark)}</g>`,
    path(outline(292, 124), vertical(light, dark)),
    path(outline(270, 108), vertical(dark, light), 'opacity="0.75"'),
  ].join('');
}
