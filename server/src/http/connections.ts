import type { Server as HttpServer, IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyBaseLogger } from 'fastify';
import { Refusal } from '../refusal.ts';
import { addressKey } from './address-key.ts';
import { answerProblem, refuse } from './bare-answers.ts';
import type { RequestIds } from './request-id.ts';

/** Requests on one connection whose answers are not through yet. Browsers and proxies have one. */
const mostUnanswered = 16;
/** Milliseconds that a stop waits for a request under way, or for a client that takes its last bytes slowly. */
const patience = 5000;
const minute = 60_000;
/** What was no request brought no id along. */
const nameless = { headers: {} };

export interface ConnectionLimits {
  /** 0: no limit. */
  inAll: number;
  perAddress: number;
  /** Milliseconds after which a client that takes nothing of what it is sent is let go. */
  stallTimeout: number;
}

interface Connection {
  readonly address: string;
  /** Once it carries a live stream, or was refused, no request on it is heard any more. */
  state: 'open' | 'live' | 'refused';
  /** Requests whose answers are not through yet, and the newest of these answers. */
  unanswered: number;
  newest: ServerResponse | undefined;
  readonly answered: () => void;
}

/** The connections that clients hold: how many, how much each asks at once, and whether it takes what it is given. */
export class Connections {
  readonly #limits: ConnectionLimits;
  readonly #log: FastifyBaseLogger;
  readonly #newRequestId: RequestIds;
  readonly #open = new Map<Socket, Connection>();
  readonly #perAddress = new Map<string, number>();
  #toldAt = Number.NEGATIVE_INFINITY;

  constructor(limits: ConnectionLimits, log: FastifyBaseLogger, newRequestId: RequestIds) {
    this.#limits = limits;
    this.#log = log;
    this.#newRequestId = newRequestId;
  }

  watch(server: HttpServer): void {
    // A write under way has to be met twice as far as it was before.
    server.timeout = Math.ceil(this.#limits.stallTimeout * 0.45);
    server.on('connection', (socket: Socket) => this.#opened(socket));
    server.on('timeout', (socket: Socket) => {
      // Where nothing waits to be taken, it waits for us and not we for it; a longer time is that of a connection kept for more.
      if (socket.writableLength > 0 || socket.timeout !== server.timeout) socket.destroy();
    });
  }

  /** Whether a request may be answered. For one that may not, all has been done. */
  admits(request: IncomingMessage, response: ServerResponse): boolean {
    const { socket } = request;
    const connection = this.#open.get(socket);
    if (connection?.state !== 'open') {
      // Nothing can be said on a stream but its events; a connection that was refused ends with its last answer.
      if (connection?.state === 'live') socket.destroy();
      return false;
    }
    connection.unanswered += 1;
    connection.newest = response;
    response.once('close', connection.answered);
    if (connection.unanswered <= mostUnanswered) return true;
    connection.state = 'refused';
    const refusal = new Refusal('rate_limited', 'Too many requests at once on one connection.', { retryAfter: 1 });
    answerProblem(response, refusal, this.#newRequestId(request), { connection: 'close' });
    return false;
  }

  /** The connection carries a live stream from now on, and nothing else. */
  goesLive(socket: Socket): void {
    const connection = this.#open.get(socket);
    if (!connection) return;
    connection.state = 'live';
    // What has been asked behind the stream would wait for its end.
    if (connection.unanswered > 1) socket.destroy();
  }

  /** Says no to what never became a request, and closes. */
  refuse(socket: Socket, refusal: Refusal): void {
    const connection = this.#open.get(socket);
    const { unanswered = 0, newest } = connection ?? {};
    const isUnfinished = unanswered === 1 && newest?.req.complete === false && !newest.headersSent;
    // Where another request waits for its answer, this one would be taken for it; who has said nothing expects none.
    const isAwaited = socket.writable && socket.bytesRead > 0 && (unanswered === 0 || isUnfinished);
    if (connection) connection.state = 'refused';
    if (isAwaited) refuse(socket, refusal, this.#newRequestId(nameless));
    else socket.destroy();
  }

  /** While the server closes: sees to it that nobody holds that up for long. */
  async drain(server: HttpServer, closed: Promise<unknown>): Promise<void> {
    // Browsers open connections in advance; Node does not count them as idle, and they would never end.
    for (const socket of this.#open.keys()) if (socket.bytesRead === 0) socket.destroy();
    // A connection whose last answer went out just now is idle, and would hold the stop up until its keep-alive ends.
    const idle = setInterval(() => server.closeIdleConnections(), 50);
    const late = setTimeout(() => {
      for (const socket of this.#open.keys()) socket.destroy();
    }, patience);
    await closed;
    clearInterval(idle);
    clearTimeout(late);
  }

  #opened(socket: Socket): void {
    const address = addressKey(socket.remoteAddress ?? '');
    const before = this.#perAddress.get(address) ?? 0;
    const refusal = this.#refusalFor(before);
    if (refusal) {
      this.#tell(address, refusal);
      refuse(socket, refusal, this.#newRequestId(nameless));
      return;
    }
    const connection: Connection = {
      address,
      state: 'open',
      unanswered: 0,
      newest: undefined,
      answered: () => {
        connection.unanswered -= 1;
        if (connection.unanswered === 0) connection.newest = undefined;
      },
    };
    this.#open.set(socket, connection);
    this.#perAddress.set(address, before + 1);
    socket.once('close', () => this.#closed(socket, address));
  }

  #closed(socket: Socket, address: string): void {
    this.#open.delete(socket);
    const left = (this.#perAddress.get(address) ?? 0) - 1;
    if (left > 0) this.#perAddress.set(address, left);
    else this.#perAddress.delete(address);
  }

  #refusalFor(fromAddress: number): Refusal | undefined {
    const { inAll, perAddress } = this.#limits;
    if (inAll > 0 && this.#open.size >= inAll) {
      return new Refusal('unavailable', 'Too many connections are open. Try again in a moment.', { retryAfter: 5 });
    }
    if (perAddress > 0 && fromAddress >= perAddress) {
      return new Refusal('rate_limited', 'Too many connections are open from your address.', { retryAfter: 5 });
    }
    return undefined;
  }

  /** At most once a minute, however many are turned away. */
  #tell(address: string, { message, code }: Refusal): void {
    const now = performance.now();
    if (now - this.#toldAt < minute) return;
    this.#toldAt = now;
    this.#log.warn({ address, code, open: this.#open.size }, `connections are turned away: ${message}`);
  }
}
