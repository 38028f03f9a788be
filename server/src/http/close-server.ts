import type { Socket } from 'node:net';
import type { Server } from './server.ts';

/** Milliseconds that a request under way, or a client that takes its last bytes slowly, is waited for. */
const patience = 5000;

/** Answers how to close the server: no new connections, what is under way is answered, nobody holds it up for long. */
export function closingOf(server: Server): () => Promise<void> {
  const sockets = new Set<Socket>();
  server.server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });

  return async () => {
    const closed = server.close();
    // Browsers open connections in advance; Node does not count them as idle, and they would never end.
    for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy();
    // A connection whose last answer went out just now is idle, and would hold the stop up until its keep-alive ends.
    const idle = setInterval(() => server.server.closeIdleConnections(), 50);
    const late = setTimeout(() => server.server.closeAllConnections(), patience);
    await closed;
    clearInterval(idle);
    clearTimeout(late);
  };
}
