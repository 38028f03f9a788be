import { readFileSync } from 'node:fs';
import type { TestServer } from '../harness/test-server.ts';
import { startNginx } from '../services/nginx.ts';
import type { Service } from '../services/service.ts';

const sample = new URL('../../../deploy/nginx.conf', import.meta.url);

/** nginx before three servers, set up as we tell operators to: by that very file, with these ports put in. */
export function startBalancer(servers: readonly [TestServer, TestServer, TestServer]): Promise<Service> {
  const ports = new Map(servers.map(({ port }, at) => [String(8001 + at), port]));
  return startNginx((port) =>
    readFileSync(sample, 'utf8')
      .replaceAll(/127\.0\.0\.1:(800[123])/g, (_, named: string) => `127.0.0.1:${ports.get(named)}`)
      .replace('listen 80;', `listen 127.0.0.1:${port};`),
  );
}
