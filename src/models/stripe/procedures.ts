import type { RowStore } from '../parts/row-store.ts';
import {
  type AttemptArgument,
  claimKey,
  type ClaimArgument,
  finishKey,
  forgetKey,
  lookUpKey,
  recordCapture,
  sweepKeys,
} from './keys.ts';
import { readBalances, readJournal } from './ledger.ts';
import type { Mechanisms } from './mechanisms.ts';

/** A request that is done in one transaction: `key` is null for readings, which need not be remembered. */
export interface OnceArgument {
  readonly key: string | null;
  readonly f: string;
  readonly value: unknown;
}

type Step = readonly [f: string, key: string, value: unknown];

const ANSWERS = 'answers';
const SETTINGS = 'settings';
const LISTS = 'lists';

/** Runs a procedure of the database, alone from beginning to end. */
export function runProcedure(
  store: RowStore,
  procedure: string,
  argument: unknown,
  now: number,
  mechanisms: Mechanisms,
): unknown {
  switch (procedure) {
    case 'claim-key':
      return claimKey(store, argument as ClaimArgument, now, mechanisms);
    case 'look-up-key':
      return lookUpKey(store, argument as ClaimArgument, now, mechanisms);
    case 'record-capture':
      return recordCapture(store, argument as AttemptArgument & { readonly isCaptured: boolean });
    case 'finish-key':
      return finishKey(store, argument as AttemptArgument, mechanisms);
    case 'forget-key':
      return forgetKey(store, argument as AttemptArgument);
    case 'sweep-keys':
      return sweepKeys(store, now, mechanisms);
    case 'perform':
      return performOnce(store, argument as OnceArgument);
    default:
      throw new RangeError(`there is no procedure "${procedure}"`);
  }
}

/** The answer of a request that changes something is kept under its key in the same transaction. */
function performOnce(store: RowStore, { key, f, value }: OnceArgument): unknown {
  if (key === null) return perform(store, f, value);
  const known = store.get<{ readonly answer: unknown }>(ANSWERS, key);
  if (known !== undefined) return known.answer;
  const answer = perform(store, f, value);
  store.put(ANSWERS, key, { answer });
  return answer;
}

function perform(store: RowStore, f: string, value: unknown): unknown {
  switch (f) {
    case 'read': {
      const [name] = value as readonly [string, null];
      return [name, store.get(SETTINGS, name) ?? null];
    }
    case 'write': {
      const [name, written] = value as readonly [string, unknown];
      store.put(SETTINGS, name, written);
      return value;
    }
    case 'txn':
      return (value as readonly Step[]).map((step) => takeStep(store, step));
    case 'balances':
      return readBalances(store);
    case 'journal':
      return { entries: readJournal(store) };
    default:
      throw new RangeError(`the database can't perform "${f}"`);
  }
}

function takeStep(store: RowStore, [f, key, value]: Step): Step {
  const list = store.get<readonly unknown[]>(LISTS, key) ?? [];
  if (f === 'r') return [f, key, list];
  store.put(LISTS, key, [...list, value]);
  return [f, key, value];
}
