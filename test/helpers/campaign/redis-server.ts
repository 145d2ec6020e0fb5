import { spawn, spawnSync } from 'node:child_process';
import { createServer } from 'node:net';

/** A Redis of a test's own. */
export interface RedisServer {
  /** With its password. */
  readonly url: string;
  readonly stop: () => void;
}

/** What must never be printed. */
export const REDIS_PASSWORD = 'open-sesame-7c1';

/** Why no Redis can be had here; undefined where one can. */
export const NO_REDIS: string | undefined =
  spawnSync('redis-server', ['--version']).status === 0 ? undefined : 'redis-server is not installed';

/** Starts a Redis on a free port, which keeps nothing on disk, and waits until it answers. */
export async function startRedis(directory: string): Promise<RedisServer> {
  const port = await freePort();
  const options = [
    '--port',
    String(port),
    '--bind',
    '127.0.0.1',
    '--dir',
    directory,
    '--save',
    '',
    '--appendonly',
    'no',
  ];
  const server = spawn('redis-server', [...options, '--requirepass', REDIS_PASSWORD]);
  let log = '';
  await new Promise<void>((resolve, reject) => {
    server.stdout.on('data', (chunk: Buffer) => {
      log += chunk.toString();
      if (log.includes('Ready to accept connections')) resolve();
    });
    server.on('error', reject);
    server.on('close', () => {
      reject(new Error(`redis-server ended: ${log}`));
    });
  });
  return { url: `redis://:${REDIS_PASSWORD}@127.0.0.1:${port}`, stop: () => server.kill('SIGKILL') };
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => {
        resolve(typeof address === 'object' && address !== null ? address.port : 0);
      });
    });
  });
}
