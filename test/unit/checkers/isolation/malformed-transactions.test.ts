import { describe, expect, it } from 'vitest';
import { checkIsolation } from '../../../../src/checkers/isolation/check-isolation.ts';
import type { Workload } from '../../../../src/checkers/isolation/transactions.ts';
import { History } from '../../../../src/history/history.ts';
import type { Operation } from '../../../../src/history/operation.generated.ts';
import { errorOf } from '../../../helpers/error-of.ts';

interface Told {
  readonly asked: unknown;
  readonly done: unknown;
  readonly f?: string;
  readonly type?: 'ok' | 'fail' | 'info';
}

/** Checks one transaction of one client. */
function check({ asked, done, f = 'txn', type = 'ok' }: Told, workload: Workload): unknown {
  const operations = [
    { index: 0, time: 0, process: 0, type: 'invoke', f, value: asked },
    { index: 1, time: 1, process: 0, type, f, value: done },
  ] as Operation[];
  return checkIsolation(new History(operations), { level: 'serializable', workload });
}

describe('transactions that can not be what was run', () => {
  it.each([
    [
      'a value that is no list',
      { asked: [['append', 'x', 1]], done: { x: 1 } },
      'HistoryError: operation 1, field "value": a transaction must be a list of micro-operations [f, key, value], not { x: 1 }',
    ],
    [
      'no value at all',
      { asked: null, done: null },
      'HistoryError: operation 1, field "value": a transaction must be a list of micro-operations [f, key, value], not null',
    ],
    [
      'a lost one that never said what it was to do',
      { asked: null, done: null, type: 'info' },
      'HistoryError: operation 0, field "value": a transaction must be a list of micro-operations [f, key, value], not null',
    ],
    [
      'a micro-operation of another workload',
      { asked: [['w', 'x', 1]], done: [['w', 'x', 1]] },
      'HistoryError: operation 1, field "value": micro-operation ["w","x",1] is unknown to list-append, which has "r" and "append"',
    ],
    [
      'an append of nothing',
      { asked: [['append', 'x']], done: [['append', 'x']] },
      'HistoryError: operation 1, field "value": nothing is appended to key "x"; an element must be a value',
    ],
    [
      'another element than was asked for',
      { asked: [['append', 'x', 1]], done: [['append', 'x', 2]] },
      'HistoryError: operation 1, field "value": the completion has ["append","x",2] where its invocation asked for ["append","x",1]',
    ],
    [
      'a read of another key',
      { asked: [['r', 'x', null]], done: [['r', 'y', [1]]] },
      'HistoryError: operation 1, field "value": the completion has ["r","y"] where its invocation asked for ["r","x"]',
    ],
    [
      'more than was asked for',
      { asked: [['append', 'x', 1]], done: [['append', 'x', 1], ['append', 'x', 2]] }, // prettier-ignore
      'HistoryError: operation 1, field "value": the completion has 2 micro-operations, its invocation asked for 1',
    ],
  ] as const)('%s is refused', (_, told, message) => {
    expect(errorOf(() => check(told, 'list-append'))).toBe(message);
  });

  it('null is the initial value of a register, so nobody writes it', () => {
    const write = [['w', 'x', null]];
    expect(errorOf(() => check({ asked: write, done: write }, 'rw-register'))).toBe(
      'HistoryError: operation 1, field "value": null is written to key "x"; null is the initial value',
    );
  });

  it('an invocation that names nothing asked for nothing in particular', () => {
    expect(check({ asked: [], done: [['append', 'x', 1]] }, 'list-append')).toMatchObject({ verdict: 'holds' });
  });

  it('keys and elements may be any JSON', () => {
    const asked = [['append', { a: 1, b: [2] }, { id: 7 }]];
    const done = [['append', { b: [2], a: 1 }, { id: 7 }]];
    expect(check({ asked, done }, 'list-append')).toMatchObject({ verdict: 'holds' });
  });

  it('what is no transaction is passed over', () => {
    expect(check({ asked: null, done: 7, f: 'read' }, 'list-append')).toMatchObject({ verdict: 'vacuous' });
  });
});
