// Drawing basics. A picture is an SVG string; colours that need a gradient are named by their stops
// ("v_ffffff_cccccc"), so that a drawing stays a pure string and the definitions are collected at the end.

type Colour = string;

const bare = (colour: Colour) => colour.replace('#', '');

/** Top to bottom. */
export const vertical = (from: Colour, to: Colour) => `url(#v_${bare(from)}_${bare(to)})`;
/** Left to right. */
export const horizontal = (from: Colour, to: Colour) => `url(#h_${bare(from)}_${bare(to)})`;
/** Lit from the upper left, as everything on the table is. */
export const lit = (from: Colour, to: Colour) => `url(#r_${bare(from)}_${bare(to)})`;

const shapes: Record<string, (id: string, stops: string) => string> = {
  v: (id, stops) => `<linearGradient id="${id}" x1="0" y1="0" x2="0" y2="1">${stops}</linearGradient>`,
  h: (id, stops) => `<linearGradient id="${id}" x1="0" y1="0" x2="1" y2="0">${stops}</linearGradient>`,
  r: (id, stops) => `<radialGradient id="${id}" cx="0.36" cy="0.28" r="0.85">${stops}</radialGradient>`,
};

export function gradientDefinitions(svg: string): string {
  const ids = new Set(Array.from(svg.matchAll(/url\(#([vhr]_[0-9a-f]{6}_[0-9a-f]{6})\)/gi), (match) => match[1] ?? ''));
  return Array.from(ids, (id) => {
    const [shape = '', from = '', to = ''] = id.split('_');
    const stops = `<stop offset="0" stop-color="#${from}"/><stop offset="1" stop-color="#${to}"/>`;
    return shapes[shape]?.(id, stops) ?? '';
  }).join('');
}

export interface Placing {
  turn?: number;
  scale?: number;
}

export function at(x: number, y: number, drawing: string, { turn = 0, scale = 1 }: Placing = {}): string {
  const move = `translate(${x.toFixed(1)} ${y.toFixed(1)})`;
  return `<g transform="${move} rotate(${turn}) scale(${scale})">${drawing}</g>`;
}

export const ellipse = (x: number, y: number, rx: number, ry: number, fill: string, rest = '') =>
  `<ellipse cx="${x}" cy="${y}" rx="${rx}" ry="${ry}" fill="${fill}" ${rest}/>`;

export const path = (d: string, fill: string, rest = '') => `<path d="${d}" fill="${fill}" ${rest}/>`;

export const line = (d: string, stroke: string, width: number, rest = '') =>
  `<path d="${d}" fill="none" stroke="${stroke}" stroke-width="${width}" stroke-linecap="round" ${rest}/>`;

export const box = (w: number, h: number, corner: number, fill: string, rest = '') =>
  `<rect x="${-w / 2}" y="${-h / 2}" width="${w}" height="${h}" rx="${corner}" fill="${fill}" ${rest}/>`;

/** A soft shadow on whatever lies below. */
export const shadow = (x: number, y: number, rx: number, ry: number, strength = 0.3) =>
  ellipse(x, y, rx, ry, '#3a1d0c', `opacity="${strength}" filter="url(#blur)"`);

/** Lifts a drawing off the surface below it by a small shadow. */
export const lifted = (drawing: string) => `<g filter="url(#lift)">${drawing}</g>`;

/** A Fluent emoji by its file name, centred on the point; its picture is put in when rendering. */
export function emoji(code: string, x: number, y: number, size: number, turn = 0): string {
  const image = `<image href="emoji:${code}" x="${-size / 2}" y="${-size / 2}" width="${size}" height="${size}"/>`;
  return lifted(at(x, y, image, { turn }));
}

export interface Spot {
  x: number;
  y: number;
  turn: number;
  index: number;
}

/** How flat a circle on the table looks from where the guest sits. */
export const tilt = 0.5;

/** Places things evenly, without a visible pattern, on a round surface seen from the side; the farthest first. */
export function scatter(count: number, radius: number, seed: number, draw: (spot: Spot) => string): string {
  const goldenAngle = 2.39996;
  const spots = Array.from({ length: count }, (_, index): Spot => {
    const reach = radius * Math.sqrt((index + 0.5) / count);
    const angle = index * goldenAngle + seed;
    const turn = Math.round(index * 137 + seed * 53) % 360;
    return { x: reach * Math.cos(angle), y: reach * Math.sin(angle) * tilt, turn, index };
  });
  return spots
    .toSorted((a, b) => a.y - b.y)
    .map(draw)
    .join('');
}

/** Strews pieces of food over a round surface, in turn when there are several kinds; `turning` is how far each may lie askew. */
export function strew(
  count: number,
  radius: number,
  seed: number,
  pieces: readonly string[],
  { scale = 1, turning = 360 } = {},
): string {
  const piece = ({ x, y, turn, index }: Spot) =>
    at(x, y, pieces[index % pieces.length] ?? '', { turn: ((turn / 360) * 2 - 1) * turning * 0.5, scale });
  return lifted(scatter(count, radius, seed, piece));
}
