import type { Server } from 'node:http';

/** Lets running requests end, for up to ten seconds; idle connections are closed at once. */
export async function closeServer(server: Server): Promise<void> {
  const hurry = setTimeout(() => server.closeAllConnections(), 10_000);
  const tidy = setInterval(() => server.closeIdleConnections(), 100);
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  clearTimeout(hurry);
  clearInterval(tidy);
}
