import type { History } from '../../history/history.ts';
import type { Verdict } from '../verdict.ts';
import type { Analysis } from './analysis.ts';
import type { StepBudget } from '../graph/path.ts';
import { analyseListAppend } from './analyse-list-append.ts';
import { analyseRwRegister } from './analyse-rw-register.ts';
import { nameAssumption, type Assumption } from './assumption.ts';
import { collectAnomalies } from './anomalies.ts';
import { citedIndex } from './describe.ts';
import { countExercised } from './exercised.ts';
import { IsolationError } from './isolation-error.ts';
import { LevelPlacement } from './level-placement.ts';
import { parseLevel, type IsolationLevel } from './level.ts';
import { readTransactions } from './read-transactions.ts';
import type { Transactions, Workload } from './transactions.ts';

export interface IsolationOptions {
  readonly level: IsolationLevel;
  readonly workload: Workload;
  /** What to take the order of a register's versions from, beyond what the data proves. Default: nothing. */
  readonly assume?: readonly Assumption[];
  /** How many edges the searches may look at before the answer is `unknown`; 200 million when not given. */
  readonly stepBudget?: number;
  /** Decides no other level; the verdict then tells only what follows for them. Default: false. */
  readonly onlyAsked?: boolean;
}

/** Enough for millions of transactions; seconds, not minutes. */
const DEFAULT_STEP_BUDGET = 200_000_000;

/**
 * Checks an isolation level. The verdict tells what was asked, the strongest levels that hold and the weakest that are refuted.
 *
 * @throws IsolationError for a level or workload that can't be decided; HistoryError for values that are not the workload's.
 */
export function checkIsolation(history: History, options: IsolationOptions): Verdict {
  parseLevel(options.level);
  if (options.workload !== 'list-append' && options.workload !== 'rw-register')
    throw new IsolationError(`unknown workload "${String(options.workload)}"; known are list-append and rw-register`);
  return checkTransactions(readTransactions(history, options.workload), options);
}

/** `checkIsolation` of transactions that were read without keeping the history, which millions of them need. */
export function checkTransactions(transactions: Transactions, options: IsolationOptions): Verdict {
  const level = parseLevel(options.level);
  const exercised = countExercised(transactions);
  if (exercised['ok'] === 0)
    return { verdict: 'vacuous', exercised, reason: 'no transaction was acknowledged, so nothing was observed' };
  const steps = options.stepBudget ?? DEFAULT_STEP_BUDGET;
  const budget = { stepsLeft: steps };
  const analysis = analyse(transactions, options, budget);
  const placement = new LevelPlacement(analysis);
  const verdict = placement.decide(level, 'asked');
  if (verdict === 'unknown') {
    const reason = placement.whyUnknown(level) ?? `the budget of ${steps} steps ran out`;
    return { verdict, exercised, reason };
  }
  if (options.onlyAsked !== true) placement.decideAll();
  const undecided = placement.undecided();
  const levels = {
    asked: level,
    strongest: placement.strongest(),
    refuted: placement.refuted(),
    ...(undecided.length > 0 ? { undecided } : {}),
  };
  const assumed = options.workload === 'rw-register' ? namesOf(options.assume) : [];
  if (verdict === 'violated')
    return { verdict, exercised, anomalies: collectAnomalies(analysis, placement, level), levels, assumed };
  const order = placement.serialOrder(level);
  if (order === undefined) return { verdict, exercised, levels, assumed };
  const operations = Array.from(order, (t) => citedIndex(transactions, t));
  return { verdict, exercised, levels, assumed, certificate: { kind: 'serial-order', operations } };
}

/** Every verdict on registers rests on the initial state, whether it was named or not. */
function namesOf(assumptions: readonly Assumption[] = []): readonly string[] {
  return [...new Set(['initial-state', ...assumptions.map(nameAssumption)])];
}

function analyse(transactions: Transactions, options: IsolationOptions, budget: StepBudget): Analysis {
  if (transactions.workload === 'rw-register') return analyseRwRegister(transactions, options.assume ?? [], budget);
  if (options.assume !== undefined && options.assume.length > 0)
    throw new IsolationError('list-append takes no assumptions: its reads show the order of versions');
  return analyseListAppend(transactions, budget);
}
