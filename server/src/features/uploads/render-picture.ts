import { pictureWidths } from '@soban/contract/pictures';
import { fileTypeFromBuffer } from 'file-type';
import sharp, { type SharpOptions } from 'sharp';
import { Refusal } from '../../refusal.ts';
import type { RenderedPicture } from './picture-renderer.ts';

const maxSide = 12_000;
/** The most pixels of each kind: what phones make, and of kinds that must be unpacked whole what a small box can hold. */
const kinds = new Map([
  ['image/jpeg', 51_000_000],
  ['image/png', 51_000_000],
  ['image/apng', 51_000_000],
  ['image/webp', 51_000_000],
  ['image/avif', 17_000_000],
  ['image/gif', 17_000_000],
]);

// One thread, and nothing kept: orders share the machine. Of the readers that the library has only those of the kinds above.
sharp.concurrency(1);
sharp.cache(false);
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: [
    'VipsForeignLoadJpegBuffer',
    'VipsForeignLoadPngBuffer',
    'VipsForeignLoadWebpBuffer',
    'VipsForeignLoadHeifBuffer',
    'VipsForeignLoadNsgifBuffer',
  ],
});

/**
 * Makes the sizes we show of a picture, judged by its bytes alone: upright, in sRGB, with nothing of what the file said beside.
 * None is larger than the original.
 */
export async function renderPicture(file: Buffer): Promise<RenderedPicture> {
  const type = await fileTypeFromBuffer(file);
  const maxPixels = type && kinds.get(type.mime);
  if (maxPixels === undefined) {
    throw new Refusal('unsupported_media_type', 'A picture must be a JPEG, PNG, WebP, AVIF or GIF.');
  }
  // Of what moves, the first picture.
  const options: SharpOptions = { limitInputPixels: maxPixels, failOn: 'error', sequentialRead: true, pages: 1 };
  await requireBearable(file, options, maxPixels);
  try {
    return await resize(file, options);
  } catch {
    throw refused('The picture is damaged.');
  }
}

/** By the header alone: what would fill the memory is never unpacked. */
async function requireBearable(file: Buffer, options: SharpOptions, maxPixels: number): Promise<void> {
  const { width, height } = await sharp(file, { ...options, limitInputPixels: false })
    .metadata()
    .catch(() => {
      throw refused('The picture is damaged.');
    });
  if (width > maxSide || height > maxSide || width * height > maxPixels) {
    const megapixels = Math.floor(maxPixels / 1_000_000);
    throw refused(`The picture has too many pixels: at most ${maxSide} a side and ${megapixels} million together.`);
  }
}

async function resize(file: Buffer, options: SharpOptions): Promise<RenderedPicture> {
  const { data, info } = await sharp(file, options)
    .autoOrient()
    .resize(bounds(Math.max(...pictureWidths)))
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  const rendered: RenderedPicture = [];
  for (const target of pictureWidths) {
    const bytes = await sharp(data, { raw: { width, height, channels } })
      .resize(bounds(target))
      .webp({ quality: 80 })
      .toBuffer();
    rendered.push({ width: target, bytes });
  }
  return rendered;
}

/** Nobody needs a picture of a dish that is higher than two screens. */
function bounds(width: number) {
  return { width, height: 2 * width, fit: 'inside', withoutEnlargement: true } as const;
}

function refused(message: string): Refusal {
  return new Refusal('validation_failed', message, { errors: [{ path: '/file', message }] });
}
