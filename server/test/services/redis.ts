import { connect } from 'node:net';
import { freePort } from '@soban/testing/ports';
import { needProgram, newFolder } from './programs.ts';
import { type Service, startService } from './service.ts';

/** Redis that keeps its data over a crash. It has room for many numbered databases, one for each server under test. */
export async function startRedis(): Promise<Service> {
  const command = needProgram(['redis-server', 'valkey-server']);
  const folder = newFolder('redis');
  const port = await freePort();
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--databases', '10000'];
  const durability = ['--save', '', '--appendonly', 'yes', '--appendfsync', 'no'];
  const isReady = () => answersPing(port);
  const program = { name: 'redis', command, args: [...args, ...durability], folder, isReady };
  return startService(program, { url: `redis://127.0.0.1:${port}`, port });
}

function answersPing(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
    const settle = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(1000, () => settle(false));
    socket.once('error', () => settle(false));
    socket.once('close', () => settle(false));
    socket.once('data', (text) => settle(text.toString().startsWith('+PONG')));
  });
}
