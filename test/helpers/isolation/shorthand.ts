import { History } from '../../../src/history/history.ts';
import type { Operation } from '../../../src/history/operation.generated.ts';

type Micro = [f: 'append' | 'w' | 'r', key: string, value: unknown];
type Outcome = 'ok' | 'fail' | 'info';

interface Shorthand {
  readonly outcome: Outcome;
  readonly process: number;
  readonly micros: readonly Micro[];
}

/**
 * Reads transactions in shorthand: `ax1` appends 1 to x, `wx1` writes 1 to x, `rx12` reads x as [1 2] (of a register as 12), `rx` reads nothing of
 * a list, `rx_` nothing of a register. ` | ` separates transactions; `fail:3:ax1` is one of client 3 that failed, `info::ax1` one of unknown
 * outcome. Without a client each transaction has its own.
 *
 * @param timing `overlap`: all are invoked before the first completes; `sequence`: one after the other
 */
export function shorthand(text: string, timing: 'overlap' | 'sequence' = 'overlap'): History {
  const isList = !/w|_/.test(text);
  const transactions = text.split('|').map((one, i) => readOne(one.trim(), i, isList));
  const events: Omit<Operation, 'index' | 'time'>[] = [];
  const invoke = ({ process, micros }: Shorthand): void => {
    const asked = micros.map(([f, key, value]) => [f, key, f === 'r' ? null : value]);
    events.push({ process, type: 'invoke', f: 'txn', value: asked });
  };
  const complete = ({ process, outcome, micros }: Shorthand): void => {
    events.push({ process, type: outcome, f: 'txn', value: micros });
  };
  if (timing === 'sequence') transactions.forEach((one) => [invoke(one), complete(one)]);
  else {
    transactions.forEach(invoke);
    transactions.forEach(complete);
  }
  return new History(events.map((event, index) => ({ index, time: index * 1_000_000, ...event }) as Operation));
}

function readOne(text: string, position: number, isList: boolean): Shorthand {
  const [, outcome, process, body] = /^(?:(ok|fail|info):(\d*):)?(.*)$/.exec(text) as unknown as string[];
  const micros = [...(body ?? '').matchAll(/([arw])([a-z])(_|\d*)/g)].map(([, f, key, digits]): Micro => {
    if (f === 'a') return ['append', key!, Number(digits)];
    if (f === 'w') return ['w', key!, digits === '_' ? null : Number(digits)];
    if (isList) return ['r', key!, digits === '' ? null : digits!.split('').map(Number)];
    return ['r', key!, digits === '_' || digits === '' ? null : Number(digits)];
  });
  return {
    outcome: (outcome as Outcome | undefined) ?? 'ok',
    process: process === undefined || process === '' ? 100 + position : Number(process),
    micros,
  };
}
