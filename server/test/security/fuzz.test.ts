import * as endpoints from '@soban/contract/endpoints';
import { expect, test } from 'vitest';
import { rounds } from '../cells.ts';
import { appOfThisFile } from '../harness/app-harness.ts';
import { Dishes, orderOf } from '../harness/dishes.ts';
import { pair } from '../harness/guest.ts';
import { type Document, type Operation, operationCalled, operationsOf } from '../harness/openapi.ts';
import { expectSound } from '../harness/soundness.ts';
import { signIn } from '../harness/staff.ts';
import { faultOf } from './fault-of.ts';
import { type Heard, hostileClient } from './hostile-client.ts';
import { type HostileRequest, hostileRequest, type Ids } from './hostile-request.ts';
import { Luck, seedOfThisRun } from './luck.ts';

const seed = seedOfThisRun();
const total = rounds({ most: 20_000, else: 3000 });
/** Requests under way at a time. */
const atOnce = 8;

const app = await appOfThisFile({ TRUST_PROXY: '1' });
const operations = operationsOf(JSON.parse((await app.anyone.get('/api/openapi.json')).text) as Document);
const send = hostileClient(app.url, atOnce);
/** From where nobody guesses passwords. */
const atHome = app.anyone.with({ 'x-forwarded-for': '10.9.9.9' });
const [guest, neighbour, owner] = [await pair(atHome, 1), await pair(atHome, 2), await signIn(atHome)];
const menu = new Dishes(await neighbour.menu());
const dish = menu.choosy;
const dishes = menu.plains(3).map(({ id }) => id);
const order = await neighbour.order(orderOf(dish));
const { id: callId } = await neighbour.call('bill');
// The guest's own table is named only where it has to be: a new password for it would end the guest's sign-in.
const ids: Ids = { any: [order.id, dish.id, neighbour.table.id, callId, '0'], tableId: guest.table.id, dishes };

/** A sign-in that may call, most of the time. Logging out ends one, so each that may be ended is a new one. */
async function withCredential(request: HostileRequest, operation: Operation, luck: Luck): Promise<HostileRequest> {
  const may = (operation.security ?? []).flatMap((scheme) => Object.keys(scheme));
  const anybody = ['nobody', 'table', 'staff'] as const;
  const who = luck.chance(0.3) ? luck.pick(anybody) : (anybody.find((one) => may.includes(one)) ?? 'nobody');
  if (who === 'nobody' || 'authorization' in request.headers) return request;
  const isNew = operation.path.endsWith('/logout');
  const guestToken = async () => (isNew ? await pair(atHome, 3) : guest).token;
  const staffToken = async () => (isNew ? await signIn(atHome) : owner).token;
  const token = who === 'table' ? await guestToken() : await staffToken();
  const bearer = { authorization: `Bearer ${token}` };
  const cookie = { origin: app.url, cookie: `soban_${who}=${token}` };
  return { ...request, headers: { ...(luck.chance(0.3) ? cookie : bearer), ...request.headers } };
}

/** Each request by luck of its own, so that it is the same whatever is under way beside it. */
function requestNumber(at: number): Promise<HostileRequest> {
  const luck = new Luck(seed + at);
  const operation = operations[at % operations.length];
  if (!operation) throw new Error('The document has no operations.');
  return withCredential(hostileRequest(operation, ids, luck), operation, luck);
}

/** Answers that only somebody gets who was let in with something that could be read. */
const behindTheDoor = new Set([200, 201, 204, 304, 404, 409, 422, 429]);

test(`${total} hostile requests are each answered as the contract says`, { timeout: 600_000 }, async () => {
  process.stdout.write(`SOBAN_TEST_SEED=${seed} repeats these requests\n`);
  const faults: string[] = [];
  const heard = new Map(operations.map(({ call }) => [call, new Set<number>()]));
  let next = 0;

  async function work(): Promise<void> {
    while (next < total && faults.length < 20) {
      const at = next;
      next += 1;
      const request = await requestNumber(at);
      const answer = await send(request);
      // What is too large for the parser comes to no operation.
      const isReadable = request.path.length + JSON.stringify(request.headers).length < 15_000;
      const operation = isReadable ? operationCalled(operations, request.method, request.path) : undefined;
      const fault = faultIn(answer, operation);
      if (fault !== undefined) faults.push(`${fault}: ${shown(at, request, answer)}`);
      if (operation) heard.get(operation.call)?.add(answer.status);
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work));

  expect(faults, `with SOBAN_TEST_SEED=${seed}`).toEqual([]);
  if (total < 20_000) return;
  // Few bodies are good by luck; a good picture would be made into another, which takes longer than all the rest.
  const neverEntered = operations.filter(
    ({ call }) => ![...(heard.get(call) ?? [])].some((one) => behindTheDoor.has(one)),
  );
  expect(neverEntered.length, neverEntered.map(({ call }) => call).join(', ')).toBeLessThan(4);
});

function faultIn({ status, headers, text }: Heard, operation: Operation | undefined): string | undefined {
  const id = headers['x-request-id'];
  const requestId = typeof id === 'string' ? id : undefined;
  const fault = faultOf({ status, requestId, contentType: headers['content-type'], text });
  if (fault !== undefined || !operation) return fault;
  return String(status) in operation.responses ? undefined : 'not declared';
}

function shown(at: number, { method, path, headers, body }: HostileRequest, { status, text }: Heard): string {
  const sent = `${method} ${path.slice(0, 200)} ${JSON.stringify(headers).slice(0, 500)}`;
  return `request ${at}: ${sent} ${body?.toString('latin1').slice(0, 300) ?? ''} answered ${status} ${text.slice(0, 300)}`;
}

test('after it the restaurant works as before', async () => {
  // Somebody may have paused it, or closed it for good.
  await owner.changeStore({ hours: null });
  (await owner.client.call(endpoints.resumeOrders)).ok();
  const fresh = await pair(atHome, 7);
  const walked = await fresh.order(orderOf(new Dishes(await fresh.menu()).plain));
  await owner.move(walked.id, 'preparing');
  expect((await owner.move(walked.id, 'completed')).status).toBe('completed');
  await owner.endSession(fresh.table.id);
  await expectSound(app.database, [order, walked]);
});
