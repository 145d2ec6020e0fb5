import type { Command } from 'commander';
import { resultVersion } from '../../search/code-version.ts';
import { describeRedisUrl } from '../../search/engine/bullmq/redis-url.ts';
import { serve } from '../../search/engine/bullmq/serve.ts';
import { threadEngine } from '../../search/engine/threads.ts';
import { ENGINE_OPTION, parseEngine, parseWorkers, WORKERS_OPTION } from '../engine-options.ts';
import { addOptions } from '../option-table.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';

interface WorkerOptions {
  readonly engine?: string;
  readonly workers: string;
}

/** Adds `capcheck worker`. */
export function addWorker(program: Command, terminal: Terminal, exit: (code: number) => void): void {
  const command = program
    .command('worker')
    .summary('do the runs of campaigns on other machines')
    .description(
      'Takes jobs of campaigns that were started with the same --engine, until it is ended by Ctrl-C. It must be of the same ' +
        'code as the campaign: a job of other code goes back to the queue, and the worker ends with exit 254.',
    );
  addOptions(command, [ENGINE_OPTION, WORKERS_OPTION]).action(async (options: WorkerOptions) => {
    exit(await work(options, terminal));
  });
}

async function work(options: WorkerOptions, terminal: Terminal): Promise<number> {
  const url = parseEngine(options.engine);
  if (url === undefined) throw new UsageError('say where the jobs are, as in --engine redis://localhost:6379.');
  const engine = threadEngine(parseWorkers(options.workers));
  const where = `${describeRedisUrl(url)}, code version ${resultVersion()}`;
  try {
    const runs = await serve({
      url,
      engine,
      signal: terminal.signal,
      onReady: () => {
        terminal.err(`working for ${where}\n`);
      },
      onTrouble: (text) => {
        terminal.err(`capcheck: ${text}\n`);
      },
    });
    terminal.err(`ended after ${runs} runs\n`);
    return 0;
  } finally {
    await engine.close();
  }
}
