import { expect, test } from 'vitest';
import { Dishes, orderOf } from '../harness/dishes.ts';
import { pair } from '../harness/guest.ts';
import { processWithFewFiles } from '../harness/process-harness.ts';
import { signIn } from '../harness/staff.ts';
import { download, upload } from '../uploads/forms.ts';
import { plain } from '../uploads/pictures.ts';
import { type RawConnection, rawConnection, requestOf } from './raw-connection.ts';

const boundary = 'form';

function formWith(bytes: Buffer): string {
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="a.png"\r\ncontent-type: image/png\r\n\r\n`;
  return `${head}${bytes.toString('latin1')}\r\n--${boundary}--\r\n`;
}

/** Opens connections until there are no more to be had. */
async function takeAll(at: { url: string }): Promise<RawConnection[]> {
  const taken: RawConnection[] = [];
  for (;;) {
    const connection = await rawConnection(at);
    await connection.write(requestOf('GET /health'));
    await connection.until('"ok"}');
    if (!connection.taken.includes('"ok"}')) return taken;
    taken.push(connection);
  }
}

test('out of descriptors, what needs one is unavailable for a moment, and orders go on', async () => {
  const server = await processWithFewFiles(80);
  const { anyone } = server;
  const [owner, guest] = [await signIn(anyone), await pair(anyone, 1)];
  const dish = new Dishes(await guest.menu()).plain;
  const picture = await plain(64, 64).png().toBuffer();
  const shown = await upload(owner, picture);
  const connection = await rawConnection(anyone);
  const taken = await takeAll(anyone);
  expect(taken.length).toBeGreaterThan(0);

  /** On the one connection there is: what comes back until it contains the text. */
  const ask = async (request: string, until: string) => {
    connection.taken = '';
    await connection.write(Buffer.from(request, 'latin1'));
    await connection.until(until);
    return connection.taken;
  };
  const as = ({ token }: { token: string }) => ({ authorization: `Bearer ${token}` });
  const form = formWith(picture);
  const unavailable = /^HTTP\/1\.1 503 [^]*\r\nretry-after: \d+\r\n[^]*"code":"unavailable"/;
  expect(await ask(requestOf(`GET ${shown}`), '}')).toMatch(unavailable);
  const type = { 'content-type': `multipart/form-data; boundary=${boundary}` };
  const uploading = { ...as(owner), ...type, 'content-length': String(form.length) };
  expect(await ask(requestOf('POST /api/uploads', uploading, form), '}')).toMatch(unavailable);

  const order = JSON.stringify(orderOf(dish));
  const ordering = { ...as(guest), 'idempotency-key': 'one', 'content-type': 'application/json' };
  const placed = requestOf('POST /api/orders', { ...ordering, 'content-length': String(order.length) }, order);
  expect(await ask(placed, '}')).toMatch(/^HTTP\/1\.1 201 /);
  expect(await ask(requestOf('GET /uploads/demo/bossam.webp'), 'RIFF')).toMatch(/^HTTP\/1\.1 200 /);

  for (const { socket } of taken) socket.destroy();
  await expect
    .poll(() =>
      download(anyone.url + shown).then(
        ({ length }) => length,
        () => 0,
      ),
    )
    .toBeGreaterThan(0);
});
