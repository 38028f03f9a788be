import { Agent, type IncomingMessage, request } from 'node:http';

/** Milliseconds without an answer after which a tablet gives an attempt up. */
const patience = 10_000;

const connections = new Agent({ keepAlive: true });

export interface Reply {
  /** 0: there was none. */
  status: number;
  text: string;
}

/** One request the cheap way, for tests that make very many; it never throws. */
export function post(url: string, headers: Record<string, string>, body: string): Promise<Reply> {
  return new Promise((resolve) => {
    const none = () => resolve({ status: 0, text: '' });
    const sent = request(url, {
      method: 'POST',
      agent: connections,
      headers: { ...headers, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
      signal: AbortSignal.timeout(patience),
    });
    sent.once('error', none);
    sent.once('response', (response: IncomingMessage) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
      });
      response.once('error', none);
      response.once('end', () => resolve({ status: response.statusCode ?? 0, text }));
    });
    sent.end(body);
  });
}
