import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePort } from '@soban/testing/ports';
import { needProgram, newFolder } from './programs.ts';
import { end, type Program, type Service, start, startService } from './service.ts';

const run = promisify(execFile);

/** Who may write to the buckets. */
export const s3Keys = { accessKeyId: 'soban-tests', secretAccessKey: 'the-tests-sign-their-requests' };

/**
 * S3 as Ceph's gateway speaks it, which checks signatures: a monitor and one store in memory, and the gateway before them.
 * Freezing and killing take the gateway away; what is stored stays with the other two.
 */
export async function startS3(): Promise<Service> {
  const programs = {
    monitor: needProgram(['ceph-mon']),
    store: needProgram(['ceph-osd']),
    gateway: needProgram(['radosgw']),
    tools: needProgram(['radosgw-admin', 'ceph']),
  };
  const folder = newFolder('s3');
  for (const name of ['mon', 'osd', 'rgw']) mkdirSync(join(folder, name));
  const [port, monitorPort, id] = [await freePort(), await freePort(), randomUUID()];
  const monitorAddress = `v1:127.0.0.1:${monitorPort}`;
  const file = join(folder, 'ceph.conf');
  writeFileSync(file, configOf({ folder, id, monitorAddress, port }));
  const ask = async (command: string, ...args: string[]) =>
    run(command, args, { cwd: folder, env: { PATH: process.env['PATH'], CEPH_CONF: file }, timeout: 60_000 });
  const program = (name: string, command: string, args: string[], isReady: Program['isReady']): Program => ({
    name,
    command,
    args: ['-f', '-c', file, ...args],
    folder,
    isReady,
  });

  await ask('monmaptool', '--create', '--fsid', id, '--addv', 'a', monitorAddress, 'monmap');
  await ask('ceph-authtool', '--create-keyring', 'keyring', '--gen-key', '-n', 'mon.', '--cap', 'mon', 'allow *');
  await ask(programs.monitor, '-c', file, '--mkfs', '-i', 'a', '--monmap', 'monmap', '--keyring', 'keyring');
  /** Whether the monitor says so; it takes connections before it has anything to say. */
  const isSaid = (pattern: RegExp) =>
    ask('ceph', '--connect-timeout', '5', 'osd', 'stat').then(
      ({ stdout }) => pattern.test(stdout),
      () => false,
    );
  const monitor = await start(program('mon', programs.monitor, ['-i', 'a'], () => isSaid(/^0 osds/)));
  const storeId = randomUUID();
  await persistently(() => ask('ceph', 'osd', 'new', storeId));
  await ask(programs.store, '-c', file, '-i', '0', '--mkfs', '--osd-uuid', storeId);
  const osd = program('osd', programs.store, ['-i', '0'], () => isSaid(/ 1 up/));
  const store = await persistently(() => start(osd));
  const keys = ['--access-key', s3Keys.accessKeyId, '--secret-key', s3Keys.secretAccessKey];
  const user = ['user', 'create', '--uid=tests', '--display-name=tests', ...keys];
  await persistently(() => ask('radosgw-admin', ...user));
  const url = `http://127.0.0.1:${port}`;
  const gateway = program('rgw', programs.gateway, ['-n', 'client.rgw'], () => answers(url));
  return persistently(() =>
    startService(gateway, { url, port }, async () => {
      await end(store);
      await end(monitor);
    }),
  );
}

/** A young monitor says "wrong fsid" to some who are right, and they give up at once. */
async function persistently<Result>(work: () => Promise<Result>, attempts = 10): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt === attempts) throw error;
      await sleep(100 * attempt);
    }
  }
}

interface Cluster {
  folder: string;
  id: string;
  monitorAddress: string;
  port: number;
}

/** One copy of everything, nobody to be proven, nothing measured or scrubbed. */
function configOf({ folder, id, monitorAddress, port }: Cluster): string {
  return `[global]
fsid = ${id}
mon host = ${monitorAddress}
public addr = 127.0.0.1
auth cluster required = none
auth service required = none
auth client required = none
mon data = ${folder}/mon
osd data = ${folder}/osd
rgw data = ${folder}/rgw
run dir = ${folder}
log file = /dev/null
log to stderr = true
admin socket =
pid file =
osd objectstore = memstore
memstore device bytes = 1073741824
osd crush initial weight = 1
osd crush chooseleaf type = 0
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 1
osd pool default pgp num = 1
osd pool default pg autoscale mode = off
osd class load list = *
osd class default list = *
mon allow pool size one = true
paxos propose interval = 0.01
paxos min wait = 0.01
mon data avail warn = 1
mon data avail crit = 1
rgw frontends = beast endpoint=127.0.0.1:${port}
rgw dynamic resharding = false
rgw enable usage log = false
`;
}

async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    (response) => response.ok,
    () => false,
  );
}
