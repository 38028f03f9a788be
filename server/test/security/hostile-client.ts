import { Agent, request as httpRequest, type IncomingMessage } from 'node:http';
import { afterAll } from 'vitest';
import type { HostileRequest } from './hostile-request.ts';

export interface Heard {
  /** 0: nothing came back. */
  status: number;
  headers: IncomingMessage['headers'];
  text: string;
}

/** Sends requests as they are, a few at a time, each behind another on the same connections. */
export function hostileClient(url: string, atOnce: number): (request: HostileRequest) => Promise<Heard> {
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
  afterAll(() => agent.destroy());
  const { hostname, port } = new URL(url);

  return ({ method, path, headers, body }) => {
    const length = body === undefined || 'transfer-encoding' in headers ? {} : { 'content-length': body.length };
    const options = { agent, hostname, port, method, path, headers: { ...headers, ...length } };
    return new Promise((resolve) => {
      const nothing = (error: Error) => resolve({ status: 0, headers: {}, text: String(error) });
      const call = httpRequest(options, (response) => {
        const { statusCode: status = 0, headers: answered } = response;
        const chunks: Buffer[] = [];
        const done = () => resolve({ status, headers: answered, text: Buffer.concat(chunks).toString() });
        response.on('error', nothing);
        // A stream has no end to wait for.
        if (answered['content-type']?.startsWith('text/event-stream')) {
          response.destroy();
          done();
        } else {
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('end', done);
        }
      });
      call.on('error', nothing);
      call.end(body);
    });
  };
}
