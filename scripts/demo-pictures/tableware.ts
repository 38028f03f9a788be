// What food is served on and in. Each is drawn around (0, 0), the middle of its surface, and takes its contents.
import { at, box, ellipse, horizontal, line, lit, path, shadow, tilt, vertical } from './paint.ts';

type Shades = readonly [light: string, dark: string];

interface Ware {
  outside: Shades;
  rim: Shades;
  inside: Shades;
  depth: number;
  foot: number;
}

const wares = {
  earthenware: {
    outside: ['#6b4a3a', '#1f1310'],
    rim: ['#8a6450', '#3a241b'],
    inside: ['#3a241b', '#21130e'],
    depth: 0.72,
    foot: 0.62,
  },
  stone: {
    outside: ['#5c5955', '#1b1a19'],
    rim: ['#77736e', '#33302d'],
    inside: ['#2d2a28', '#161514'],
    depth: 0.56,
    foot: 0.7,
  },
  brass: {
    outside: ['#f2d488', '#9a6a1e'],
    rim: ['#fff0bd', '#c08f38'],
    inside: ['#c99a44', '#f0d591'],
    depth: 0.6,
    foot: 0.5,
  },
  porcelain: {
    outside: ['#ffffff', '#c9c0b4'],
    rim: ['#ffffff', '#e6ded2'],
    inside: ['#d8d0c4', '#f7f3ec'],
    depth: 0.64,
    foot: 0.46,
  },
  celadon: {
    outside: ['#cfe0cf', '#6f9682'],
    rim: ['#e4f0e2', '#94b8a2'],
    inside: ['#7fa691', '#c2dac8'],
    depth: 0.6,
    foot: 0.46,
  },
  indigo: {
    outside: ['#6d86a8', '#25395a'],
    rim: ['#eef2f6', '#a9b9cc'],
    inside: ['#3c5478', '#93a8c2'],
    depth: 0.62,
    foot: 0.46,
  },
  steel: {
    outside: ['#f4f4f2', '#8d8f92'],
    rim: ['#ffffff', '#b9bcc0'],
    inside: ['#94979b', '#e3e4e5'],
    depth: 0.66,
    foot: 0.62,
  },
  glass: {
    outside: ['#f3fafa', '#b9d3d6'],
    rim: ['#ffffff', '#d3e6e8'],
    inside: ['#cfe2e4', '#f2fafa'],
    depth: 0.62,
    foot: 0.4,
  },
} as const satisfies Record<string, Ware>;

type WareName = keyof typeof wares;

function bowlSide(ware: Ware, radius: number): string {
  const depth = radius * ware.depth;
  const foot = radius * ware.foot;
  const d =
    `M${-radius} 0C${-radius} ${depth * 0.5} ${-foot * 1.32} ${depth * 0.86} ${-foot} ${depth}` +
    `A${foot} ${foot * 0.34} 0 0 0 ${foot} ${depth}C${foot * 1.32} ${depth * 0.86} ${radius} ${depth * 0.5} ${radius} 0Z`;
  const gloss = `M${-radius * 0.86} ${depth * 0.3}Q${-radius * 0.76} ${depth * 0.72} ${-radius * 0.5} ${depth * 0.9}`;
  return path(d, lit(...ware.outside)) + line(gloss, '#ffffff', radius * 0.045, 'opacity="0.35"');
}

/** A bowl or pot filled with `fill`; contents are drawn around the middle of the filling, within `0.8 * radius`. */
export function bowl(name: WareName, radius: number, fill: Shades, contents: string): string {
  const ware: Ware = wares[name];
  const surface = radius * 0.07;
  return [
    shadow(radius * 0.1, radius * (ware.depth - 0.04), radius * 0.84, radius * 0.28, 0.46),
    bowlSide(ware, radius),
    ellipse(0, 0, radius, radius * tilt, vertical(...ware.rim)),
    ellipse(0, radius * 0.02, radius * 0.93, radius * 0.93 * tilt, vertical(...ware.inside)),
    ellipse(0, surface, radius * 0.88, radius * 0.86 * tilt, lit(...fill)),
    line(
      `M${-radius * 0.74} ${surface - radius * 0.1}A${radius * 0.78} ${radius * 0.37} 0 0 1 ${-radius * 0.2} ${-radius * 0.27}`,
      '#ffffff',
      radius * 0.025,
      'opacity="0.4"',
    ),
    at(0, surface, contents, { scale: 1.16 }),
  ].join('');
}

const plates = {
  white: ['#ffffff', '#e9e1d6', '#fbf8f3', '#cdc3b6'],
  celadon: ['#dcebdc', '#a5c6b1', '#c6dfcc', '#7ba08b'],
  black: ['#55504b', '#2a2725', '#3a3633', '#171514'],
  clay: ['#e3b48d', '#b9794a', '#d49c6d', '#8f5a34'],
  indigo: ['#f3f6f8', '#9fb2c8', '#dfe7ee', '#5f7797'],
  brass: ['#fbe7ad', '#c79a44', '#edcd84', '#8f651f'],
} as const satisfies Record<string, readonly [string, string, string, string]>;

export function plate(name: keyof typeof plates, radius: number, contents: string): string {
  const [light, dark, well, edge] = plates[name];
  return [
    shadow(radius * 0.04, radius * 0.16, radius * 1.02, radius * 0.52),
    ellipse(0, radius * 0.08, radius * 0.99, radius * tilt, edge),
    ellipse(0, 0, radius, radius * tilt, lit(light, dark)),
    ellipse(0, radius * 0.02, radius * 0.78, radius * 0.78 * tilt, vertical(dark, well)),
    ellipse(0, radius * 0.035, radius * 0.76, radius * 0.75 * tilt, lit(well, well)),
    at(0, radius * 0.02, contents),
  ].join('');
}

/** A cast-iron plate in its wooden tray. */
export function sizzlingPlate(radius: number, contents: string): string {
  return [
    shadow(0, radius * 0.24, radius * 1.1, radius * 0.5),
    ellipse(0, radius * 0.16, radius * 1.1, radius * 0.56, vertical('#8f5a34', '#5a3319')),
    ellipse(0, radius * 0.1, radius * 1.1, radius * 0.55, lit('#d49c6d', '#9a6238')),
    ellipse(0, radius * 0.06, radius * 0.98, radius * 0.48, '#171514'),
    ellipse(0, 0, radius * 0.98, radius * 0.48, lit('#65605b', '#24211f')),
    ellipse(0, radius * 0.02, radius * 0.88, radius * 0.41, lit('#3d3935', '#1b1917')),
    contents,
  ].join('');
}

/** A round bamboo basket, as pancakes are served on. */
export function basket(radius: number, contents: string): string {
  const weave = Array.from({ length: 9 }, (_, index) => {
    const reach = (index - 4) * radius * 0.2;
    const half = Math.sqrt(Math.max(0, (radius * 0.9) ** 2 - reach ** 2));
    const flat = reach * tilt;
    const across = `M${-half} ${flat}L${half} ${flat}`;
    const along = `M${reach} ${-half * tilt}L${reach} ${half * tilt}`;
    return line(across, '#b98a4c', 3, 'opacity="0.55"') + line(along, '#fbe3b4', 3, 'opacity="0.5"');
  }).join('');
  return [
    shadow(0, radius * 0.16, radius, radius * 0.52),
    ellipse(0, radius * 0.1, radius, radius * tilt, vertical('#b5803f', '#7d5322')),
    ellipse(0, 0, radius, radius * tilt, lit('#f0cf94', '#c3924f')),
    ellipse(0, 0, radius * 0.91, radius * 0.91 * tilt, lit('#e5bd7c', '#d3a662')),
    weave,
    contents,
  ].join('');
}

/** A wooden board with a handle side. */
export function board(width: number, depth: number, contents: string): string {
  const skewed = (drawing: string) => `<g transform="skewX(-12)">${drawing}</g>`;
  return [
    shadow(0, depth * 0.3, width * 0.54, depth * 0.5),
    at(0, 12, skewed(box(width, depth, 22, vertical('#8f5a34', '#6a3f20')))),
    skewed(box(width, depth, 22, lit('#e6b98c', '#b87f4e'))),
    skewed(
      line(
        `M${-width * 0.42} ${-depth * 0.2}H${width * 0.3}M${-width * 0.3} ${depth * 0.24}H${width * 0.42}`,
        '#8f5a34',
        2,
        'opacity="0.35"',
      ),
    ),
    contents,
  ].join('');
}

/** A straight glass, its drink `fill`ed to the shoulder. */
export function glass(width: number, height: number, fill: Shades, contents: string): string {
  const rx = width / 2;
  const ry = rx * 0.3;
  const top = -height / 2;
  const drinkTop = top + height * 0.16;
  const wall = (from: number, inset: number) => {
    const half = rx - inset;
    const low = half * 0.84;
    const bottom = height / 2 - inset;
    return `M${-half} ${from}L${-low} ${bottom}A${low} ${ry} 0 0 0 ${low} ${bottom}L${half} ${from}Z`;
  };
  return [
    shadow(rx * 0.3, height / 2 + ry * 0.5, rx * 1.15, ry * 1.4),
    path(wall(top, 0), vertical('#ffffff', '#dbe7e8'), 'opacity="0.6"'),
    path(wall(drinkTop, 7), vertical(...fill)),
    ellipse(0, drinkTop, rx - 7, ry * 0.88, lit(fill[0], fill[0])),
    ellipse(0, drinkTop, rx - 7, ry * 0.88, '#ffffff', 'opacity="0.28"'),
    contents,
    ellipse(0, top, rx, ry, 'none', 'stroke="#ffffff" stroke-width="4" opacity="0.9"'),
    line(
      `M${-rx * 0.7} ${top + height * 0.24}L${-rx * 0.62} ${height * 0.32}`,
      '#ffffff',
      width * 0.06,
      'opacity="0.6"',
    ),
    line(
      `M${rx * 0.74} ${top + height * 0.22}L${rx * 0.66} ${height * 0.1}`,
      '#ffffff',
      width * 0.03,
      'opacity="0.45"',
    ),
  ].join('');
}

/** A bottle with a plain paper label. */
export function bottle(height: number, colour: Shades, label: string, cap: string): string {
  const half = height * 0.145;
  const neck = height * 0.055;
  const d =
    `M${-neck} ${-height / 2}V${-height * 0.24}C${-neck} ${-height * 0.12} ${-half} ${-height * 0.12} ${-half} 0V${height * 0.46}` +
    `Q0 ${height * 0.54} ${half} ${height * 0.46}V0C${half} ${-height * 0.12} ${neck} ${-height * 0.12} ${neck} ${-height * 0.24}V${-height / 2}Z`;
  const labelPath = `M${-half} ${height * 0.06}Q0 ${height * 0.1} ${half} ${height * 0.06}V${height * 0.34}Q0 ${height * 0.38} ${-half} ${height * 0.34}Z`;
  return [
    shadow(half * 0.5, height * 0.49, half * 1.5, half * 0.5),
    path(d, horizontal(...colour)),
    path(labelPath, horizontal('#fffaf0', '#e6d9c3')),
    ellipse(0, height * 0.21, half * 0.5, half * 0.5, label),
    ellipse(0, height * 0.225, half * 0.5, half * 0.2, '#ffffff', 'opacity="0.35"'),
    at(0, -height * 0.5, box(neck * 2.5, height * 0.06, 4, horizontal(cap, '#7a5a2a'))),
    line(`M${-half * 0.66} ${-height * 0.02}V${height * 0.42}`, '#ffffff', half * 0.14, 'opacity="0.5"'),
  ].join('');
}
