import type * as Bullmq from 'bullmq';
import type { Redis } from 'ioredis';
import { describeRedisUrl, EngineError } from './redis-url.ts';

/** BullMQ, and a connection that its queues share. */
export interface LoadedBullmq {
  readonly bullmq: typeof Bullmq;
  readonly connection: Redis;
}

const CONNECT_MILLIS = 10_000;

/**
 * Loads BullMQ and ioredis, which only those need who run a campaign over Redis, and connects.
 *
 * @throws EngineError when they are not installed, or when no Redis answers.
 */
export async function loadBullmq(url: URL, onTrouble: (text: string) => void): Promise<LoadedBullmq> {
  const [bullmq, ioredis] = await Promise.all([import('bullmq'), import('ioredis')]).catch((error: unknown) => {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new EngineError(
      'a campaign over Redis needs two packages that are not installed: npm install bullmq@^6.7 ioredis@^5.11',
    );
  });
  await probe(ioredis.Redis, url);
  const connection = new ioredis.Redis(url.href, { maxRetriesPerRequest: null });
  connection.on('error', (error: Error) => {
    onTrouble(`${describeRedisUrl(url)}: ${error.message}; trying again.`);
  });
  return { bullmq, connection };
}

/** A first connection that doesn't try again: an address that is wrong should be told at once. */
async function probe(Client: typeof Redis, url: URL): Promise<void> {
  const client = new Client(url.href, {
    lazyConnect: true,
    connectTimeout: CONNECT_MILLIS,
    retryStrategy: () => null,
    maxRetriesPerRequest: 0,
  });
  let cause = '';
  client.on('error', (error: Error) => {
    cause = error.message;
  });
  try {
    await client.connect();
    await client.ping();
  } catch (error) {
    const told = cause === '' && error instanceof Error ? error.message : cause;
    throw new EngineError(`no Redis can be used at ${describeRedisUrl(url)}: ${told.replace(/\.+$/, '')}.`);
  } finally {
    client.disconnect();
  }
}
