import { fanOut } from './fan-out.ts';
import { firstLoad } from './first-load.ts';
import { greedyReaders } from './greedy-readers.ts';
import { history } from './history.ts';
import { latency } from './latency.ts';
import { lighthouse } from './lighthouse.ts';
import { memory } from './memory.ts';
import { menu } from './menu.ts';
import { orders } from './orders.ts';
import { scaled } from './scaled.ts';
import type { Scenario } from './scenario.ts';
import { signIns } from './sign-ins.ts';
import { slowDisk } from './slow-disk.ts';
import { startUp } from './start-up.ts';
import { stores } from './stores.ts';

export const scenarios: readonly Scenario[] = [
  orders,
  slowDisk,
  latency,
  scaled,
  stores,
  fanOut,
  greedyReaders,
  menu,
  history,
  signIns,
  memory,
  startUp,
  firstLoad,
  lighthouse,
];
