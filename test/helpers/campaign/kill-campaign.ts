import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Random } from '../../../src/workloads/random.ts';
import { startBuilt } from './built-process.ts';
import { readResults } from './read-results.ts';

/** A campaign that is to be killed again and again. */
export interface Ordeal {
  readonly args: readonly string[];
  readonly kills: number;
  readonly cwd: string;
  readonly random: Random;
}

/** What came of it. */
export interface Survival {
  readonly kills: number;
  /** Campaigns that were gone through; each is killed and resumed until it is complete. */
  readonly rounds: number;
  /** Times at which a torn last line was found. */
  readonly torn: number;
  /** Results of each round, in the order of their text. */
  readonly results: readonly (readonly string[])[];
  /** Results that were in the file after each kill. */
  readonly progress: readonly number[];
}

/**
 * Runs a campaign, kills it with SIGKILL at a random moment, resumes it, and so on until it is complete; begins another one
 * as long as there are kills left. `millis` is about how long it takes undisturbed.
 */
export async function surviveKills({ args, kills, cwd, random }: Ordeal, millis: number): Promise<Survival> {
  const results: (readonly string[])[] = [];
  const progress: number[] = [];
  let done = 0;
  let torn = 0;
  for (let round = 0; done < kills || results.length < round; round++) {
    const out = join(cwd, `round-${round}`);
    for (;;) {
      const campaign = startBuilt(['campaign', ...args, '--resume', '--out', out], cwd);
      const end = new AbortController();
      const moment = wait(random.below(millis), undefined, { signal: end.signal }).catch(() => undefined);
      const killed = done < kills && (await Promise.race([moment.then(() => true), campaign.ended.then(() => false)]));
      if (killed && campaign.child.exitCode === null) campaign.child.kill('SIGKILL');
      const code = await campaign.ended;
      end.abort();
      if (campaign.err().includes('had been cut off')) torn++;
      if (code === null) {
        done++;
        progress.push(countResults(out));
        continue;
      }
      results.push(readResults(out).lines);
      break;
    }
  }
  return { kills: done, rounds: results.length, torn, results, progress };
}

function countResults(out: string): number {
  try {
    return readResults(out).lines.length;
  } catch {
    return 0;
  }
}
