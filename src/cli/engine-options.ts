import { availableParallelism } from 'node:os';
import type { Engine } from '../search/engine/engine.ts';
import { inPlaceEngine } from '../search/engine/in-place.ts';
import { threadEngine } from '../search/engine/threads.ts';
import { parseRedisUrl } from '../search/engine/bullmq/redis-url.ts';
import { parseCount } from './numbers.ts';
import type { OptionEntry } from './option-table.ts';

const MOST_WORKERS = 256;

export const WORKERS_OPTION: OptionEntry = {
  flags: '--workers <n>',
  help: 'threads',
  byDefault: String(availableParallelism()),
};

export const ENGINE_OPTION: OptionEntry = {
  flags: '--engine <url>',
  help: 'where the runs are done: local, or redis://HOST:PORT for workers anywhere (default: $CAPCHECK_ENGINE, or local)',
};

/**
 * The Redis of an engine; undefined for local. Without the option the environment says, so that a password needs not be on
 * a command line, which others on the machine can see.
 *
 * @throws EngineError
 */
export function parseEngine(given: string | undefined): URL | undefined {
  const engine = given ?? process.env['CAPCHECK_ENGINE'] ?? 'local';
  return engine === 'local' ? undefined : parseRedisUrl(engine);
}

/** @throws UsageError */
export function parseWorkers(given: string): number {
  return parseCount('--workers', given, MOST_WORKERS);
}

/** Runs on threads of this process; with one, or for one run, in the calling thread. */
export function localEngine(workers: number, runs: number): Engine {
  const threads = Math.min(workers, runs);
  return threads > 1 ? threadEngine(threads) : inPlaceEngine();
}
