import { createServer } from 'node:net';

/** How far to look before giving up. */
const TRIES = 50;

/** The port that is asked for, or the next one that is free on 127.0.0.1. Port 0 stays 0: any free one. */
export async function freePort(wanted: number): Promise<number> {
  if (wanted === 0) return anyFreePort();
  for (let port = wanted; port < wanted + TRIES && port <= 65_535; port++) if (await isFree(port)) return port;
  throw new Error(
    `No port from ${wanted} to ${wanted + TRIES - 1} is free on 127.0.0.1. Name another with --port or --smtp-port.`,
  );
}

async function anyFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
