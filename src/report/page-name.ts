import { createHash } from 'node:crypto';
import { chaosName } from '../claims/chaos-name.ts';
import type { RunResult } from '../search/run-result.ts';

const SAFE = /^[a-z0-9][a-z0-9-]*$/;
const LONGEST = 48;

/** Name of the page of a system. */
export function systemPageName(system: string): string {
  return `system-${safePart(system)}.html`;
}

/** Name of the page of a failing run. Safe in every file system and in a link, whatever the names of the run are. */
export function casePageName(result: RunResult): string {
  const { system, variant, pastContract, strategy, seed } = result;
  const faults = pastContract === null ? chaosName(result) : `past-${pastContract}`;
  const parts = [system, variant ?? 'correct', faults, ...(strategy === undefined ? [] : [strategy])].map(safePart);
  return `case-${parts.join('-')}-${seed}.html`;
}

/** The name itself if it is plain, otherwise what is plain of it and a digest that tells it from others. */
function safePart(name: string): string {
  if (SAFE.test(name) && name.length <= LONGEST) return name;
  const plain = name.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  const digest = createHash('sha256').update(name, 'utf8').digest('hex').slice(0, 8);
  return `${plain.slice(0, LONGEST).replace(/^-+|-+$/g, '') || 'x'}-${digest}`;
}
