// From a drawing to a file: puts the emoji in, adds the definitions, and hands the SVG to sharp.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { gradientDefinitions } from './paint.ts';

interface Image {
  resize(width: number, height: number): Image;
  webp(options: { quality: number; effort: number; smartSubsample: boolean }): Image;
  png(options?: { compressionLevel: number; palette: boolean }): Image;
  toBuffer(): Promise<Buffer>;
}
export type Sharp = (input: Buffer, options?: { density: number }) => Image;

const isSharp = (candidate: unknown): candidate is Sharp => typeof candidate === 'function';

/** sharp is needed only here and by hand, so it lives in a folder of the caller's choice and not among our dependencies. */
export function loadSharp(toolFolder: string): Sharp {
  const loaded: unknown = createRequire(path.resolve(toolFolder, 'package.json'))('sharp');
  if (!isSharp(loaded)) throw new Error(`sharp in ${toolFolder} is not what this script was written for`);
  return loaded;
}

const filters =
  '<filter id="blur" x="-30%" y="-60%" width="160%" height="220%"><feGaussianBlur stdDeviation="12"/></filter>' +
  '<filter id="haze" x="-200%" y="-20%" width="500%" height="140%"><feGaussianBlur stdDeviation="6"/></filter>' +
  '<filter id="lift" x="-20%" y="-20%" width="140%" height="150%"><feDropShadow dx="2" dy="5" stdDeviation="4" flood-color="#3a1d0c" flood-opacity="0.35"/></filter>';

async function withEmoji(drawing: string, sharp: Sharp, emojiFolder: string): Promise<string> {
  const codes = new Set(Array.from(drawing.matchAll(/href="emoji:([0-9a-f-]+)"/g), (match) => match[1] ?? ''));
  let complete = drawing;
  for (const code of codes) {
    const png = await sharp(await readFile(path.join(emojiFolder, `${code}.webp`)))
      .png()
      .toBuffer();
    complete = complete.replaceAll(`emoji:${code}"`, `data:image/png;base64,${png.toString('base64')}"`);
  }
  return complete;
}

export async function toSvg(
  drawing: string,
  width: number,
  height: number,
  sharp: Sharp,
  emojiFolder: string,
): Promise<Buffer> {
  const body = await withEmoji(drawing, sharp, emojiFolder);
  const opening = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`;
  return Buffer.from(`${opening}<defs>${filters}${gradientDefinitions(drawing)}</defs>${body}</svg>`);
}
