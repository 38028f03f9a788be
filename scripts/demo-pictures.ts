// Draws the demo restaurant's dishes and the icons of both apps. Run by hand, only when a picture changes:
//   npm install --prefix <folder> sharp@0.35.5 @lobehub/fluent-emoji-3d@1.1.0
//   node scripts/demo-pictures.ts <folder> [name of one picture]
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pictureHeight, pictureWidth } from './demo-pictures/backdrop.ts';
import { desserts } from './demo-pictures/dishes/desserts.ts';
import { drinks } from './demo-pictures/dishes/drinks.ts';
import { grill } from './demo-pictures/dishes/grill.ts';
import { noodles } from './demo-pictures/dishes/noodles.ts';
import { pancakesAndPlates } from './demo-pictures/dishes/pancakes-and-plates.ts';
import { rice } from './demo-pictures/dishes/rice.ts';
import { sides } from './demo-pictures/dishes/sides.ts';
import { stews } from './demo-pictures/dishes/stews.ts';
import type { PictureSet } from './demo-pictures/picture-set.ts';
import { loadSharp, type Sharp, toSvg } from './demo-pictures/render.ts';

const root = path.resolve(import.meta.dirname, '..');
const pictures: PictureSet = {
  ...stews,
  ...grill,
  ...rice,
  ...noodles,
  ...pancakesAndPlates,
  ...sides,
  ...drinks,
  ...desserts,
};

async function drawPicture(name: string, drawing: string, sharp: Sharp, emojiFolder: string): Promise<void> {
  const svg = await toSvg(drawing, pictureWidth, pictureHeight, sharp, emojiFolder);
  const webp = await sharp(svg).webp({ quality: 72, effort: 6, smartSubsample: true }).toBuffer();
  await writeFile(path.join(root, 'server/demo/pictures', `${name}.webp`), webp);
  console.log(`${name}.webp ${(webp.length / 1024).toFixed(1)} KB`);
}

/** The icons are the app's own favicon at the sizes an installed app needs; a maskable one gives its edge away. */
async function drawIcons(app: string, sharp: Sharp): Promise<void> {
  const folder = path.join(root, 'web', app, 'public');
  const favicon = await readFile(path.join(folder, 'favicon.svg'), 'utf8');
  const fullBleed = favicon
    .replace('viewBox="0 0 64 64"', 'viewBox="-9 -9 82 82"')
    .replace('<rect width="64" height="64" rx="14"', '<rect x="-9" y="-9" width="82" height="82"');
  const icons: [name: string, svg: string, size: number][] = [
    ['icon-192.png', favicon, 192],
    ['icon-512.png', favicon, 512],
  ];
  if (app === 'guest') icons.push(['icon-maskable-512.png', fullBleed, 512]);
  await mkdir(path.join(folder, 'icons'), { recursive: true });
  for (const [name, svg, size] of icons) {
    const png = await sharp(Buffer.from(svg), { density: 600 }).resize(size, size).png().toBuffer();
    await writeFile(path.join(folder, 'icons', name), png);
  }
}

const [toolFolder, only] = process.argv.slice(2);
if (toolFolder === undefined) {
  console.error('Which folder holds sharp and @lobehub/fluent-emoji-3d? See the top of this script.');
  process.exit(2);
}
const sharp = loadSharp(toolFolder);
const emojiFolder = path.join(path.resolve(toolFolder), 'node_modules/@lobehub/fluent-emoji-3d/assets');
for (const [name, drawing] of Object.entries(pictures)) {
  if (only === undefined || name === only) await drawPicture(name, drawing, sharp, emojiFolder);
}
if (only === undefined) for (const app of ['guest', 'admin']) await drawIcons(app, sharp);
