import { type Divergence, findDivergence } from '../replay.ts';
import type { PlanRequest } from '../plan.ts';
import { contextOf, findFirstDifference, type FirstDifference } from './first-difference.ts';
import type { Job, Ran } from './job.ts';
import { spawnJob } from './spawn-job.ts';
import { ELSEWHERE, HERE } from './surroundings.ts';

/** A plan that did not run the same way in two processes, or that reached for what no run may reach for. */
export interface Nondeterminism {
  readonly request: PlanRequest;
  /** Why it failed, in each process; null where it ran to its end. */
  readonly errors: readonly [string | null, string | null];
  /** The events between two checkpoints among which the digests part; null when they are equal. */
  readonly divergence: Divergence | null;
  /**
   * The first event that differs, or, where both processes failed alike, the one in which they did; null when a second
   * pair of processes showed none.
   */
  readonly first: FirstDifference | null;
}

/** What is compared, and where. */
export interface ProofOptions {
  /** Address of a module whose export `systems` has the systems; null for the package's own. */
  readonly module: string | null;
  /** The Node that runs each of the two processes. */
  readonly nodes: readonly [string, string];
  /** Flags of Node for both. */
  readonly nodeFlags: readonly string[];
}

/** So many of the plans that differ are looked into; the others are counted. */
const LOOKED_INTO = 3;

/**
 * Runs each plan in two fresh processes, under other surroundings and in opposite order, and compares their digests.
 * Empty when all are alike.
 */
export async function proveDeterminism(
  requests: readonly PlanRequest[],
  options: ProofOptions,
): Promise<readonly Nondeterminism[]> {
  const [ones, others] = await runTwice(requests, options, []);
  const found = requests.flatMap((request, nth) => compare(nth, request, ones[nth], others[nth]) ?? []);
  return found.length === 0 ? [] : lookInto(found, requests, options);
}

/** Runs everything once more, since what leaks may come from earlier runs, and compares the events of the first few. */
async function lookInto(
  found: readonly Found[],
  requests: readonly PlanRequest[],
  options: ProofOptions,
): Promise<readonly Nondeterminism[]> {
  const logged = found.slice(0, LOOKED_INTO).map(({ nth }) => nth);
  const [ones, others] = await runTwice(requests, options, logged);
  return found.map(({ nth, ...trouble }) => {
    const [one, other] = [ones[nth], others[nth]];
    return { ...trouble, first: (one && other && compareLogs(one, other)) ?? null };
  });
}

function compareLogs({ log: one, failedIn }: Ran, { log: other }: Ran): FirstDifference | undefined {
  if (one === null || other === null) return undefined;
  return findFirstDifference(one, other) ?? (failedIn === null ? undefined : contextOf(failedIn, one, other));
}

function runTwice(
  requests: readonly PlanRequest[],
  { module, nodes, nodeFlags }: ProofOptions,
  logged: readonly number[],
): Promise<[readonly Ran[], readonly Ran[]]> {
  const job: Omit<Job, 'isBackwards'> = { requests, module, logged };
  return Promise.all([spawnJob(job, HERE, nodes[0], nodeFlags), spawnJob(job, ELSEWHERE, nodes[1], nodeFlags)]);
}

interface Found extends Omit<Nondeterminism, 'first'> {
  readonly nth: number;
}

function compare(nth: number, request: PlanRequest, one: Ran | undefined, other: Ran | undefined): Found | undefined {
  if (one === undefined || other === undefined) throw new Error('a process left out a plan that it was to run');
  const isBroken = one.error !== null || other.error !== null;
  const divergence = one.trail && other.trail ? findDivergence(one.trail, other.trail) : undefined;
  if (!isBroken && divergence === undefined) return undefined;
  return { nth, request, errors: [one.error, other.error], divergence: divergence ?? null };
}
