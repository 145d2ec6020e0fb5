import { toBalances, type Balances } from '../checkers/bank/bank-history.ts';
import { checkBank } from '../checkers/bank/check-bank.ts';
import { checkCausalReverse } from '../checkers/causal-reverse/check-causal-reverse.ts';
import type { Assumption } from '../checkers/isolation/assumption.ts';
import { checkIsolation, checkTransactions } from '../checkers/isolation/check-isolation.ts';
import { parseLevel } from '../checkers/isolation/level.ts';
import type { Workload } from '../checkers/isolation/transactions.ts';
import { TransactionsBuilder } from '../checkers/isolation/transactions-builder.ts';
import { checkLongFork } from '../checkers/long-fork/check-long-fork.ts';
import { checkPredicateG2 } from '../checkers/predicate-g2/check-predicate-g2.ts';
import { readOperations, type ReadOptions } from '../history/read.ts';
import { askTimestamps, EXTERNAL_CONSISTENCY } from './ask-timestamps.ts';
import type { Check, CheckOptions } from './choose-check.ts';
import { parseSteps } from './numbers.ts';
import { parseJson } from './parse-json.ts';
import { parseName } from './parse-name.ts';
import { UsageError } from './usage-error.ts';

export type WorkloadName = (typeof WORKLOADS)[number];

/** The first two decide levels; the others look for the anomaly that they are made for. */
export const WORKLOADS = ['list-append', 'rw-register', 'bank', 'long-fork', 'causal-reverse', 'g2'] as const;

const ASSUMPTIONS: readonly Extract<Assumption, string>[] = [
  'initial-state',
  'writes-follow-reads',
  'sequential-keys',
  'linearizable-keys',
];

/** The order of transactions that the store itself tells, in `commitTimestamp`, `startTimestamp` and `readTimestamp`. */
const TIMESTAMPS = 'timestamps';

/** What Elle calls them. */
const ALIASES: Readonly<Record<string, string>> = { wfr: 'writes-follow-reads' };

/** The flags that a workload has a use for, beside `--isolation`. */
export function workloadFlags(workload: WorkloadName): readonly string[] {
  const flags: Readonly<Record<WorkloadName, readonly string[]>> = {
    'list-append': ['--dot', '--assume', '--steps'],
    'rw-register': ['--dot', '--assume', '--steps'],
    bank: ['--initial', '--negative-balances'],
    'long-fork': [],
    'causal-reverse': ['--independent'],
    g2: ['--independent'],
  };
  return flags[workload];
}

/** @throws UsageError, IsolationError for what the workload can't be asked. */
export function askWorkload(workload: WorkloadName, options: CheckOptions, read: ReadOptions): Check {
  const { isolation } = options;
  if (workload === 'list-append' || workload === 'rw-register') return againstLevel(workload, options, read);
  if (isolation !== undefined) parseLevel(isolation);
  const name = isolation === undefined ? workload : `${workload} at ${isolation}`;
  const { negativeBalances } = options;
  const bank = {
    ...(isolation === undefined ? {} : { level: isolation }),
    ...(options.initial === undefined ? {} : { opening: openingBalances(options.initial) }),
    ...(negativeBalances === undefined ? {} : { negativeBalances }),
  };
  const checks = {
    bank: (history) => checkBank(history, bank),
    'long-fork': (history) => checkLongFork(history, isolation),
    'causal-reverse': (history) => checkCausalReverse(history, isolation),
    g2: (history) => checkPredicateG2(history, isolation),
  } satisfies Record<typeof workload, (history: Parameters<Check['judge']>[0]) => unknown>;
  return { read, judge: (history) => [{ name, verdict: checks[workload](history) }] };
}

function againstLevel(workload: Workload, { isolation, assume, steps }: CheckOptions, read: ReadOptions): Check {
  if (isolation === undefined) throw new UsageError(`--workload ${workload} needs --isolation LEVEL.`);
  const names = (assume ?? []).flatMap((given) => given.split(','));
  if (names.includes(TIMESTAMPS)) {
    if (names.length > 1) throw new UsageError(`--assume ${TIMESTAMPS} settles every order; leave out the others.`);
    if (steps !== undefined) throw new UsageError(`--assume ${TIMESTAMPS} needs no search, so --steps says nothing.`);
    return askTimestamps(isolation, workload, read);
  }
  if (isolation === EXTERNAL_CONSISTENCY)
    throw new UsageError(`${EXTERNAL_CONSISTENCY} is decided by timestamps only; add --assume ${TIMESTAMPS}.`);
  const name = parseLevel(isolation);
  const assumptions = names.map(parseAssumption);
  if (workload === 'list-append' && assumptions.length > 0)
    throw new UsageError(`of list-append only ${TIMESTAMPS} can be assumed: its reads show the order of versions.`);
  const options = {
    level: name,
    workload,
    ...(workload === 'rw-register' ? { assume: [...new Set(assumptions)] } : {}),
    ...(steps === undefined ? {} : { stepBudget: parseSteps(steps) }),
  };
  return {
    read,
    judge: (history) => [{ name, verdict: checkIsolation(history, options) }],
    judgeFile: async (file) => {
      const builder = new TransactionsBuilder(workload);
      await readOperations(file, read, (operation) => builder.push(operation));
      return [{ name, verdict: checkTransactions(builder.finish(), options) }];
    },
  };
}

function parseAssumption(given: string): Extract<Assumption, string> {
  return parseName('assumption', ALIASES[given] ?? given, [...ASSUMPTIONS, TIMESTAMPS]) as Extract<Assumption, string>;
}

function openingBalances(given: string): Balances {
  const balances = toBalances(parseJson('--initial', given));
  if (balances === undefined)
    throw new UsageError(`--initial ${given} are no balances; expected {"account": integer, …}.`);
  return balances;
}
