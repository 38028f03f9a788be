import { ServerProcess } from '@soban/testing/server-process';
import { Client } from './client.ts';

/** A server process, and who talks to it. */
export class TestServer extends ServerProcess {
  readonly anyone = new Client(this.url);
}
