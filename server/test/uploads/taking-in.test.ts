import { request } from 'node:http';
import { uploadPicture } from '@soban/contract/endpoints';
import { pictureIdIn } from '@soban/contract/pictures';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { appOfThisFile } from '../harness/app-harness.ts';
import { pair } from '../harness/guest.ts';
import { employ } from '../harness/second-store.ts';
import { signIn } from '../harness/staff.ts';
import { download, formOf, send, sendBody, upload } from './forms.ts';
import { hugePng, photo, plain } from './pictures.ts';

const app = await appOfThisFile();
const owner = await signIn(app.anyone);
const sizes = (url: string) => [url.replace('.webp', '-320.webp'), url.replace('.webp', '-640.webp'), url];

async function rendered(file: Buffer) {
  const url = await upload(owner, file);
  const pictures = await Promise.all(sizes(url).map((each) => download(app.url + each)));
  return Promise.all(pictures.map((bytes) => sharp(bytes).metadata()));
}

test('a photo of just under 5 MB is kept in three sizes, with nothing of what the phone wrote beside it', async () => {
  const file = await photo(4_900_000);
  expect((await sharp(file).metadata()).exif).toBeDefined();
  const made = await rendered(file);
  expect(made.map(({ format, width, height }) => [format, width, height])).toEqual([
    ['webp', 320, 240],
    ['webp', 640, 480],
    ['webp', 1280, 960],
  ]);
  for (const { exif, icc, xmp, iptc, space } of made) {
    expect([exif, icc, xmp, iptc, space]).toEqual([undefined, undefined, undefined, undefined, 'srgb']);
  }
});

test('it is served for good, under a name that tells nothing, with a strong tag', async () => {
  const url = await upload(owner, await plain(800, 600).png().toBuffer());
  expect(pictureIdIn(url)).toBeDefined();
  for (const each of sizes(url)) {
    const answer = await app.anyone.get(each);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('image/webp');
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'self'");
    const tag = String(answer.headers.get('etag'));
    expect(tag).toMatch(/^"[^"]+"$/);
    expect((await app.anyone.with({ 'if-none-match': tag }).get(each)).status).toBe(304);
    const head = await app.anyone.send('HEAD', each);
    expect([head.status, Number(head.headers.get('content-length')) > 0, head.text]).toEqual([200, true, '']);
  }
});

test('only pictures are found there, and only by their own names', async () => {
  const url = await upload(owner, await plain(40, 30).png().toBuffer());
  const id = pictureIdIn(url) ?? '';
  const others = [id, `${id}-1.webp`, `${id}.png`, `.${id}.webp.new`, `..%2f${id}.webp`, '..%2f..%2fapp.db', ''];
  for (const name of [...others, '01980000-0000-7000-8000-000000000000.webp']) {
    (await app.anyone.get(`/uploads/${name}`)).refused('not_found');
  }
});

test('it stands upright as it was held, whatever its file says', async () => {
  const sideways = await plain(800, 400).withMetadata({ orientation: 6 }).jpeg().toBuffer();
  const [, , large] = await rendered(sideways);
  expect([large?.width, large?.height, large?.orientation]).toEqual([400, 800, undefined]);
});

test.each([
  ['PNG', () => plain(700, 500).png()],
  ['PNG of 16 bits', () => plain(700, 500).toColourspace('rgb16').png()],
  ['grey JPEG', () => plain(700, 500).greyscale().jpeg()],
  ['CMYK JPEG', () => plain(700, 500).toColourspace('cmyk').jpeg()],
  ['WebP', () => plain(700, 500).webp()],
  ['AVIF', () => plain(700, 500).avif({ effort: 0 })],
  ['GIF', () => plain(700, 500).gif()],
] as const)('a %s is taken, and never made larger than it is', async (_, picture) => {
  const made = await rendered(await picture().toBuffer());
  expect(made.map(({ format, width, height, space }) => [format, width, height, space])).toEqual([
    ['webp', 320, 229, 'srgb'],
    ['webp', 640, 457, 'srgb'],
    ['webp', 700, 500, 'srgb'],
  ]);
});

test('of a picture that moves the first is taken', async () => {
  const colours = ['#f00', '#0f0', '#00f'];
  const frames = await Promise.all(colours.map((colour) => plain(90, 60, colour).png().toBuffer()));
  const moving = await sharp(frames, { join: { animated: true } })
    .gif()
    .toBuffer();
  const url = await upload(owner, moving);
  const { data, info } = await sharp(await download(app.url + url))
    .raw()
    .toBuffer({ resolveWithObject: true });
  expect([info.width, info.height]).toEqual([90, 60]);
  expect([...data.subarray(0, 3)].map((value) => value > 128)).toEqual([true, false, false]);
});

test('a picture of one pixel is a picture', async () => {
  for (const { width, height } of await rendered(await plain(1, 1).png().toBuffer())) {
    expect([width, height]).toEqual([1, 1]);
  }
});

test('what hides behind a picture is gone', async () => {
  const file = Buffer.concat([await plain(300, 200).jpeg().toBuffer(), Buffer.from('<script>alert(1)</script>')]);
  const url = await upload(owner, file);
  for (const each of sizes(url)) expect((await download(app.url + each)).includes('<script>')).toBe(false);
});

test.each([
  ['an SVG', '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>'],
  ['an SVG after a declaration', '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'],
  ['a page', '<!doctype html><script>alert(1)</script>'],
  ['a document', '%PDF-1.7\n'],
  ['a text', 'not a picture at all'],
])('%s is no picture, whatever it is called', async (_, text) => {
  (await send(owner, Buffer.from(text), { type: 'image/png', name: 'dish.png' })).refused('unsupported_media_type');
});

test('a picture of a kind that browsers do not show is none', async () => {
  (await send(owner, await plain(30, 20).tiff().toBuffer())).refused('unsupported_media_type');
});

test('a picture is judged by its bytes, and not by what it is called', async () => {
  const bytes = await plain(30, 20).png().toBuffer();
  (await send(owner, bytes, { type: 'text/html', name: '../../../etc/passwd' })).ok();
});

test('a damaged picture is refused', async () => {
  const jpeg = await plain(1500, 1000).jpeg().toBuffer();
  const png = Buffer.from(await plain(600, 400).png({ compressionLevel: 0 }).toBuffer());
  png.fill(7, 20_000, 20_100);
  const webp = await plain(600, 400).webp({ lossless: true }).toBuffer();
  const files = [
    jpeg.subarray(0, jpeg.length / 2),
    jpeg.subarray(0, 30),
    png,
    png.subarray(0, 50_000),
    webp.subarray(0, webp.length - 20),
  ];
  for (const file of files) expect((await send(owner, Buffer.from(file))).faultsAt()).toEqual(['/file']);
});

test('a bomb is refused by its header, before it goes off', async () => {
  const bombs = [
    hugePng(30_000, 30_000),
    hugePng(12_001, 10),
    hugePng(10_000, 10_000),
    await plain(8000, 6000).avif({ effort: 0 }).toBuffer(),
  ];
  for (const bomb of bombs) {
    const begun = performance.now();
    expect(bomb.length).toBeLessThan(200_000);
    expect((await send(owner, bomb)).refused('validation_failed').detail).toContain('too many pixels');
    expect(performance.now() - begun).toBeLessThan(10_000);
  }
});

test('a form is one file in the field "file", and nothing else', async () => {
  const bytes = new Uint8Array(await plain(30, 20).png().toBuffer());
  const withText = formOf({ bytes });
  withText.append('name', 'Bibimbap');
  const textOnly = new FormData();
  textOnly.append('file', 'a text');
  const forms = [
    formOf(),
    formOf({ bytes, field: 'picture' }),
    formOf({ bytes }, { bytes }),
    formOf({ bytes, field: 'a' }, { bytes }),
    formOf({ bytes: new Uint8Array() }),
    withText,
    textOnly,
  ];
  for (const body of forms) expect((await sendBody(owner.client, { body })).faultsAt()).toEqual(['/file']);
  const type = { 'content-type': 'multipart/form-data; boundary=x' };
  for (const body of [
    '',
    '--x\r\n',
    'no form',
    '--x\r\ncontent-disposition: form-data; name="__proto__"\r\n\r\n1\r\n--x--',
  ])
    expect((await sendBody(owner.client, { body }, type)).faultsAt()).toEqual(['/file']);
});

test('anything but a form is refused', async () => {
  const bytes = await plain(30, 20).png().toBuffer();
  const bodies: [RequestInit, Record<string, string>][] = [
    [{}, {}],
    [{ body: '{"file":"x"}' }, { 'content-type': 'application/json' }],
    [{ body: new Uint8Array(bytes) }, { 'content-type': 'image/png' }],
    [{ body: 'file=x' }, { 'content-type': 'application/x-www-form-urlencoded' }],
  ];
  for (const [body, headers] of bodies) {
    expect((await sendBody(owner.client, body, headers)).refused('unsupported_media_type').detail).toContain('form');
  }
  (await sendBody(owner.client, { body: 'x' }, { 'content-type': 'multipart/form-data' })).refused('validation_failed');
});

test('a short boundary, as programs write it, will do', async () => {
  const head = '--b\r\ncontent-disposition: form-data; name="file"; filename="x"\r\n\r\n';
  const body = Buffer.concat([Buffer.from(head), await plain(30, 20).png().toBuffer(), Buffer.from('\r\n--b--\r\n')]);
  const type = { 'content-type': 'multipart/form-data; boundary=b' };
  (await sendBody(owner.client, { body: new Uint8Array(body) }, type)).ok();
});

test('a file that is too large is refused before it has been read, and the connection goes on', async () => {
  const large = Buffer.alloc(12 * 1024 * 1024, 1);
  for (let round = 0; round < 3; round += 1) (await send(owner, large)).refused('too_large');
  (await send(owner, Buffer.alloc(5 * 1024 * 1024 + 1, 1))).refused('too_large');
  await upload(owner, await plain(30, 20).png().toBuffer());
});

test('one that hides how large it is is read no further than it may be', async () => {
  const { status, sent } = await sendEndlessly(30 * 1024 * 1024);
  expect(status).toBe(413);
  expect(sent).toBeLessThan(30 * 1024 * 1024);
});

test('uploads that are given up on the way take no room for ever', async () => {
  for (let count = 0; count < 30; count += 1) {
    const cut = new AbortController();
    const body = new ReadableStream({
      start: (stream) =>
        stream.enqueue(Buffer.from('--b\r\ncontent-disposition: form-data; name="file"; filename="x"\r\n\r\nx')),
      pull: () => cut.abort(),
    });
    const type = { 'content-type': 'multipart/form-data; boundary=b' };
    const given = { body, signal: cut.signal, duplex: 'half' } as RequestInit;
    await expect(sendBody(owner.client, given, type)).rejects.toThrow('aborted');
  }
  await upload(owner, await plain(30, 20).png().toBuffer());
});

test('pictures are for the owner and managers', async () => {
  const bytes = await plain(30, 20).png().toBuffer();
  await employ(app, 'manager', 'manager-password');
  await employ(app, 'staff', 'staff-password');
  const manager = await signIn(app.anyone, { username: 'manager', password: 'manager-password' });
  const waiter = await signIn(app.anyone, { username: 'staff', password: 'staff-password' });
  const table = await pair(app.anyone, 1);
  await upload(manager, bytes);
  (await send(waiter, bytes)).refused('forbidden');
  (await send(table, bytes)).refused('forbidden');
  (await send({ client: app.anyone }, bytes)).refused('unauthenticated');
});

/** Sends a file without its length, for as long as nobody answers; answers the status and the bytes that were written till then. */
function sendEndlessly(most: number): Promise<{ status: number | undefined; sent: number }> {
  const block = Buffer.alloc(256 * 1024, 1);
  let sent = 0;
  return new Promise((resolve, reject) => {
    const sending = request(app.url + uploadPicture.path, {
      method: uploadPicture.method,
      headers: { ...owner.client.headers, 'content-type': 'multipart/form-data; boundary=b' },
    });
    let answered = false;
    const more = () => {
      while (!answered && sent < most) {
        sent += block.length;
        if (!sending.write(block)) return sending.once('drain', more);
      }
      return undefined;
    };
    sending.once('response', (response) => {
      answered = true;
      response.resume();
      resolve({ status: response.statusCode, sent });
      sending.destroy();
    });
    sending.on('error', (error) => answered || reject(error));
    sending.write('--b\r\ncontent-disposition: form-data; name="file"; filename="x"\r\n\r\n', more);
  });
}
