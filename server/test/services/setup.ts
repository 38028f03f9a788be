import { serversOf, thisCell } from '../cells.ts';
import type { Service } from './service.ts';
import { shareable, variableOf } from './shared.ts';

/** Before the tests of a cell: starts the servers that it shares, as far as nobody has done so; answers what ends them. */
export default async function setup(): Promise<() => Promise<void>> {
  const services: Service[] = [];
  for (const name of serversOf(thisCell)) {
    if (process.env[variableOf(name)] !== undefined) continue;
    const service = await shareable[name]();
    services.push(service);
    process.env[variableOf(name)] = service.url;
  }
  return async () => {
    await Promise.all(services.map((service) => service.stop()));
  };
}
