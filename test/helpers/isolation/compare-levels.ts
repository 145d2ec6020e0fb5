import { checkIsolation } from '../../../src/checkers/isolation/check-isolation.ts';
import {
  baseOf,
  impliedLevels,
  isolationLevels,
  orderOf,
  type IsolationLevel,
} from '../../../src/checkers/isolation/level.ts';
import type { Workload } from '../../../src/checkers/isolation/transactions.ts';
import type { Verdict } from '../../../src/checkers/verdict.ts';
import type { History } from '../../../src/history/history.ts';
import { randomStoreHistory, storeKinds, type StoreKind } from './random-stores.ts';
import { isAllowedWhateverHappened } from './reference.ts';
import { replaySerialOrder } from './replay-serial-order.ts';
import { validateListCycle } from './validate-cycle.ts';
import { validateRegisterCycle } from './validate-register-cycle.ts';

/** How often each level was found to hold and to be refuted, how many histories were vacuous, and how many proofs were checked. */
export interface LevelTally {
  readonly holds: Partial<Record<IsolationLevel, number>>;
  readonly refuted: Partial<Record<IsolationLevel, number>>;
  histories: number;
  vacuous: number;
  orders: number;
  cycles: number;
}

export function emptyTally(): LevelTally {
  return { holds: {}, refuted: {}, histories: 0, vacuous: 0, orders: 0, cycles: 0 };
}

/** Adds what another thread counted. */
export function addTally(sum: LevelTally, { holds, refuted, ...counts }: LevelTally): void {
  for (const name of ['histories', 'vacuous', 'orders', 'cycles'] as const) sum[name] += counts[name];
  for (const level of isolationLevels) {
    sum.holds[level] = (sum.holds[level] ?? 0) + (holds[level] ?? 0);
    sum.refuted[level] = (sum.refuted[level] ?? 0) + (refuted[level] ?? 0);
  }
}

/** Each so many histories the definitions are asked for all levels, otherwise for those on the border and one more. */
const FULL_EVERY = 50;

/**
 * Compares a check of one random history with a complete search: the levels that it says hold or are refuted, what it says when it is asked for one of
 * them alone, its serial order and its cycles.
 *
 * @param tally is added to
 * @param check the checker
 * @returns what is wrong, with the history; undefined when nothing is
 */
export function compareLevels(
  workload: Workload,
  seed: number,
  tally: LevelTally,
  check: typeof checkIsolation = checkIsolation,
): string | undefined {
  const kind: StoreKind = storeKinds[seed % storeKinds.length]!;
  const history = randomStoreHistory(workload, kind, seed);
  const turn = Math.floor(seed / storeKinds.length);
  const asked = isolationLevels[turn % isolationLevels.length]!;
  const problem = problemOf({ history, workload, asked, check }, turn % FULL_EVERY === 0, tally);
  if (problem === undefined) return undefined;
  return `${workload}, seed ${seed}, ${kind}, asked for ${asked}: ${problem}\n${textOf(history)}`;
}

interface Question {
  readonly history: History;
  readonly workload: Workload;
  readonly asked: IsolationLevel;
  readonly check: typeof checkIsolation;
}

function problemOf(question: Question, isFull: boolean, tally: LevelTally): string | undefined {
  const { history, workload, asked, check } = question;
  tally.histories++;
  const verdict = check(history, { level: asked, workload });
  if (verdict.verdict === 'vacuous') {
    tally.vacuous++;
    return history.invocations.some(({ outcome }) => outcome === 'ok') ? 'vacuous' : undefined;
  }
  if (verdict.verdict === 'unknown' || verdict.levels === undefined) return `verdict ${verdict.verdict} without levels`;
  const strongest = verdict.levels.strongest as readonly IsolationLevel[];
  const refuted = verdict.levels.refuted as readonly IsolationLevel[];
  const isHeld = (level: IsolationLevel): boolean => strongest.some((held) => impliedLevels(held).has(level));
  for (const level of isolationLevels) {
    const holds = isHeld(level);
    if (holds === refuted.some((weaker) => impliedLevels(level).has(weaker)))
      return `${level} is both held and refuted, or neither`;
    const counts = holds ? tally.holds : tally.refuted;
    counts[level] = (counts[level] ?? 0) + 1;
    if (!isFull && level !== asked && !strongest.includes(level) && !refuted.includes(level)) continue;
    const expected = isAllowedWhateverHappened(history, level);
    if (expected !== undefined && expected !== holds)
      return `${level} ${holds ? 'holds' : 'is refuted'}, but the definition ${expected ? 'allows' : 'forbids'} it`;
  }
  if ((verdict.verdict === 'holds') !== isHeld(asked)) return `verdict ${verdict.verdict} against its own levels`;
  const alone = check(history, { level: asked, workload, onlyAsked: true });
  if (alone.verdict !== verdict.verdict) return `${alone.verdict} when no other level is decided`;
  return problemOfProofs(question, verdict, tally);
}

function problemOfProofs(
  { history, workload, asked }: Question,
  verdict: Verdict,
  tally: LevelTally,
): string | undefined {
  if (verdict.verdict === 'holds' && baseOf(asked) === 'serializable') {
    if (verdict.certificate?.kind !== 'serial-order') return 'there is no serial order';
    tally.orders++;
    return replaySerialOrder(history, verdict.certificate.operations, orderOf(asked) === 'realtime');
  }
  if (verdict.verdict !== 'violated') return undefined;
  for (const anomaly of verdict.anomalies) {
    if (anomaly.cycle === undefined) continue;
    tally.cycles++;
    const problem =
      workload === 'list-append' ? validateListCycle(history, anomaly) : validateRegisterCycle(history, anomaly);
    if (problem !== undefined) return `${anomaly.kind}: ${problem}`;
  }
  return undefined;
}

function textOf({ operations }: History): string {
  return operations.map((operation) => JSON.stringify(operation)).join('\n');
}
