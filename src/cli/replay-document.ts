import type { Run } from '../search/simulate.ts';
import { codeVersion } from '../search/code-version.ts';
import { composeEntry, type ResultEntry } from './run-document.ts';
import type { RunGroup } from './run-groups.ts';

/** What `capcheck replay --json` prints: as `run` does, for one run. */
export interface ReplayDocument {
  readonly verdict: ResultEntry['verdict'];
  readonly codeVersion: string;
  /** Whether it went the way that was recorded. */
  readonly isSameRun: boolean;
  readonly digest: string;
  readonly events: number;
  readonly results: readonly ResultEntry[];
}

export function composeReplay(group: RunGroup, { digest, events }: Run, isSameRun: boolean): ReplayDocument {
  const { verdict } = group.score;
  return { verdict, codeVersion: codeVersion(), isSameRun, digest, events, results: [composeEntry(group, [])] };
}
