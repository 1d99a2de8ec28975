import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A way to a server that can be shut and opened again: shut, it refuses, and who is inside is out. */
export async function startTcpProxy(target: { host: string; port: number }) {
  const inside = new Set<Socket>();
  const server = createServer((socket) => {
    const beyond = connect(target);
    for (const one of [socket, beyond]) {
      inside.add(one);
      one.on('error', () => one.destroy());
      one.on('close', () => {
        inside.delete(one);
        socket.destroy();
        beyond.destroy();
      });
    }
    socket.pipe(beyond).pipe(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  async function shut() {
    if (!server.listening) return;
    const closed = once(server, 'close');
    server.close();
    for (const socket of inside) socket.destroy();
    await closed;
  }

  return {
    port,
    shut,
    async open() {
      if (server.listening) return;
      server.listen(port, '127.0.0.1');
      await once(server, 'listening');
    },
    /** Who is inside is out, and may come in again at once. */
    cut() {
      for (const socket of inside) socket.destroy();
    },
    stop: shut,
  };
}

export type TcpProxy = Awaited<ReturnType<typeof startTcpProxy>>;
