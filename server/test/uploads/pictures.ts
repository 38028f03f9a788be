import { randomBytes } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';

/** A picture of one colour. */
export function plain(width: number, height: number, background = '#c2410c') {
  return sharp({ create: { width, height, channels: 3, background } });
}

/** A photo as a phone takes it, with all that a phone writes beside it, of a little less than this many bytes. */
export async function photo(bytes: number): Promise<Buffer> {
  const taken = await plain(4000, 3000)
    .composite([{ input: await noise(1000, 750), blend: 'over', tile: true }])
    .withExif({ IFD0: { Make: 'Phone' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '37/1 33/1 0/1' } })
    .jpeg({ quality: 70 })
    .toBuffer();
  if (taken.length > bytes) throw new Error(`The photo has ${taken.length} bytes already.`);
  // Phones put previews and depths after the picture itself.
  return Buffer.concat([taken, randomBytes(bytes - taken.length)]);
}

/** A picture that can hardly be made smaller. */
export function noise(width: number, height: number): Promise<Buffer> {
  const create = { width, height, channels: 3, noise: { type: 'gaussian', mean: 128, sigma: 25 } } as const;
  return sharp({ create: { ...create, background: '#000' } })
    .png()
    .toBuffer();
}

/** A PNG whose header promises this many pixels, all of them black: a bomb, where they are many. */
export function hugePng(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // One bit a pixel.
  header[8] = 1;
  const lines = deflateSync(Buffer.alloc((Math.ceil(width / 8) + 1) * height), { level: 9 });
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', lines), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(type: string, data: Buffer): Buffer {
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  const content = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(content));
  return Buffer.concat([length, content, check]);
}
