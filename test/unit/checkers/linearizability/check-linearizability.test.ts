import { describe, expect, test } from 'vitest';
import { checkLinearizability } from '../../../../src/checkers/linearizability/check-linearizability.ts';
import type { Spec } from '../../../../src/checkers/linearizability/spec.ts';
import { generate, registers } from '../../../../bench/linearizability-histories.ts';
import { checkLinearizabilityOfColumns } from '../../../../src/checkers/linearizability/check-linearizability.ts';
import { historyOf } from '../../../helpers/linearizability/history-of.ts';

const staleRead = historyOf(
  '0 invoke write 1',
  '0 ok write 1',
  '0 invoke write 2',
  '0 ok write 2',
  '1 invoke read',
  '1 ok read 1',
);

describe('checkLinearizability', () => {
  test('holds with an order of the operations', () => {
    const history = historyOf(
      '0 invoke write 1',
      '1 invoke read',
      '1 ok read',
      '0 ok write 1',
      '1 invoke read',
      '1 ok read 1',
    );
    expect(checkLinearizability(history, { spec: 'register' })).toEqual({
      verdict: 'holds',
      exercised: {
        operations: 3,
        ok: 3,
        fail: 0,
        info: 0,
        keys: 1,
        reads: 2,
        concurrentPairs: 1,
        unknownWrites: 0,
        polynomialKeys: 1,
        searchedKeys: 0,
        searchSteps: 0,
      },
      certificate: { kind: 'linearization', orders: [{ operations: [1, 0, 4] }] },
    });
  });

  test.each([false, true])('explains a stale read by the operations that forbid it (generic: %s)', (generic) => {
    const verdict = checkLinearizability(staleRead, { spec: 'register', generic });
    expect(verdict).toMatchObject({
      verdict: 'violated',
      anomalies: [{ kind: 'stale-read', operations: [0, 2, 4] }],
      certificate: {
        kind: 'core',
        cores: [
          {
            begin: -1,
            configurations: [{ state: null, done: [] }],
            operations: [{ index: 0 }, { index: 2 }, { index: 4, result: 1 }],
          },
        ],
      },
    });
    if (verdict.verdict !== 'violated') throw new Error(verdict.verdict);
    expect(verdict.anomalies[0].message).toBe(
      "operation 4 (read → 1) can't be explained: after operation 2 returned the state could only be 2, and no operation between makes the answer possible",
    );
    expect(verdict.anomalies[0].steps).toEqual([
      'at first the state is null',
      'when operation 0 (write 1) has returned it is 1',
      'when operation 2 (write 2) has returned it is 2',
      'operation 4 (read → 1) is possible in none of these',
    ]);
  });

  test('names a read of the first value after another was written: that is old, not out of thin air', () => {
    const history = historyOf('0 invoke write 1', '0 ok write 1', '1 invoke read', '1 ok read null');
    expect(checkLinearizability(history, { spec: 'register' })).toMatchObject({ anomalies: [{ kind: 'stale-read' }] });
  });

  test('names a read of a value that nobody wrote, and one that a failed write wrote', () => {
    const thinAir = historyOf('0 invoke read', '0 ok read 7');
    expect(checkLinearizability(thinAir, { spec: 'register' })).toMatchObject({
      anomalies: [{ kind: 'thin-air-read' }],
    });
    const aborted = historyOf('0 invoke write 7', '0 fail write 7', '0 invoke read', '0 ok read 7');
    expect(checkLinearizability(aborted, { spec: 'register' })).toMatchObject({
      anomalies: [{ kind: 'aborted-read', operations: [0, 2] }],
    });
  });

  test('names a read of a value whose write came later, and two updates of one value', () => {
    const future = historyOf('0 invoke read', '0 ok read 7', '0 invoke write 7', '0 ok write 7');
    expect(checkLinearizability(future, { spec: 'register' })).toMatchObject({ anomalies: [{ kind: 'future-read' }] });
    const lost = historyOf('0 invoke cas [null,1]', '1 invoke cas [null,2]', '0 ok cas [null,1]', '1 ok cas [null,2]');
    expect(checkLinearizability(lost, { spec: 'cas-register' })).toMatchObject({
      anomalies: [{ kind: 'lost-update', operations: [0, 1] }],
    });
  });

  test('lets an operation of unknown outcome take effect at any later time, or never', () => {
    const write = ['0 invoke write 1', '0 info write 1'];
    const late = historyOf(...write, '1 invoke read', '1 ok read', '1 invoke read', '1 ok read 1');
    const never = historyOf(...write, '1 invoke read', '1 ok read');
    const twice = historyOf(...write, '1 invoke read', '1 ok read 1', '1 invoke read', '1 ok read');
    for (const generic of [false, true]) {
      expect(checkLinearizability(late, { spec: 'register', generic }).verdict).toBe('holds');
      expect(checkLinearizability(never, { spec: 'register', generic }).verdict).toBe('holds');
      expect(checkLinearizability(twice, { spec: 'register', generic }).verdict).toBe('violated');
    }
  });

  test('checks each key of independent objects alone and names the one that is wrong', () => {
    const history = historyOf(
      '0 invoke write ["x",1]',
      '0 ok write ["x",1]',
      '0 invoke read ["y",null]',
      '0 ok read ["y",null]',
      '0 invoke read ["x",null]',
      '0 ok read ["x",null]',
    );
    const verdict = checkLinearizability(history, { spec: 'register', independent: true });
    expect(verdict).toMatchObject({ verdict: 'violated', exercised: { keys: 2 } });
    if (verdict.verdict !== 'violated') throw new Error(verdict.verdict);
    expect(verdict.anomalies).toHaveLength(1);
    expect(verdict.anomalies[0].message).toContain('key "x": operation 4');
    expect(verdict.certificate).toMatchObject({ cores: [{ key: 'x' }] });
  });

  test('takes another initial state', () => {
    const history = historyOf('0 invoke read', '0 ok read 0');
    expect(checkLinearizability(history, { spec: 'register', initial: 0 }).verdict).toBe('holds');
    expect(checkLinearizability(history, { spec: 'register' }).verdict).toBe('violated');
  });

  test('refuses an operation that the spec does not know, unless only others are considered', () => {
    const history = historyOf('0 invoke write 1', '0 ok write 1', '0 invoke burn', '0 ok burn');
    expect(() => checkLinearizability(history, { spec: 'register' })).toThrow(
      'operation 2, field "f": "burn" is no operation of the spec register; expected read, write. To leave operations out, name those to consider (fs, or --only).',
    );
    expect(checkLinearizability(history, { spec: 'register', fs: ['read', 'write'] })).toMatchObject({
      verdict: 'holds',
      exercised: { operations: 1 },
    });
  });

  test('is vacuous, when asked, without reads or without concurrency', () => {
    const writes = historyOf('0 invoke write 1', '1 invoke write 2', '0 ok write 1', '1 ok write 2');
    expect(checkLinearizability(writes, { spec: 'register', requireConcurrency: true })).toMatchObject({
      verdict: 'vacuous',
      reason: 'no read completed, so nothing was observed',
    });
    const alone = historyOf('0 invoke write 1', '0 ok write 1', '0 invoke read', '0 ok read 1');
    expect(checkLinearizability(alone, { spec: 'register', requireConcurrency: true })).toMatchObject({
      verdict: 'vacuous',
      reason: 'no two operations on one object overlapped in time, so any order was forced',
    });
    expect(checkLinearizability(alone, { spec: 'register' }).verdict).toBe('holds');
  });

  test('says why the polynomial checker did not decide', () => {
    const history = historyOf('0 invoke write 1', '0 ok write 1', '0 invoke write 1', '0 ok write 1');
    expect(checkLinearizability(history, { spec: 'register' })).toMatchObject({
      verdict: 'holds',
      exercised: { polynomialKeys: 0, searchedKeys: 1 },
      assumed: ['value 1 is written twice (1 of 1 objects searched)'],
    });
  });

  test('ends as unknown when the budget is spent, and says how far it came', () => {
    const columns = generate({ operations: 400, clients: 20, seed: 1 }, registers(5, true));
    const verdict = checkLinearizabilityOfColumns(columns, { spec: 'cas-register', stepBudget: 50 });
    expect(verdict.verdict).toBe('unknown');
    if (verdict.verdict !== 'unknown') throw new Error(verdict.verdict);
    expect(verdict.reason).toMatch(
      /^the budget of 50 steps ran out; (verified up to the return of operation \d+|nothing is verified), with a frontier of \d+ configurations$/,
    );
  });

  test('without explanation a violation is only told', () => {
    const history = historyOf('0 invoke write 1', '0 ok write 1', '0 invoke read', '0 ok read 2');
    for (const generic of [false, true]) {
      const verdict = checkLinearizability(history, { spec: 'register', explain: false, generic });
      expect(verdict.verdict).toBe('violated');
      expect(verdict).not.toHaveProperty('certificate');
    }
  });

  test('ends as unknown when the memory is spent', () => {
    const columns = generate({ operations: 400, clients: 20, seed: 1 }, registers(5, true));
    const verdict = checkLinearizabilityOfColumns(columns, { spec: 'cas-register', memoryBytes: 2_000 });
    expect(verdict).toMatchObject({ verdict: 'unknown' });
    expect(verdict.verdict === 'unknown' && verdict.reason).toContain('the memory budget of 2000 bytes ran out');
  });

  test('takes a spec of one’s own, also one that may choose', () => {
    const anyOf: Spec<readonly number[]> = {
      name: 'lottery',
      operations: ['put', 'draw'],
      initial: [],
      step: (numbers, { f, argument, result, known }) =>
        f === 'put'
          ? [[...numbers, Number(argument)]]
          : numbers.filter((one) => !known || one === result).map((drawn) => numbers.filter((one) => one !== drawn)),
    };
    const put = ['0 invoke put 1', '0 ok put', '0 invoke put 2', '0 ok put'];
    const draw = ['0 invoke draw', '0 ok draw 2'];
    expect(checkLinearizability(historyOf(...put, ...draw), { spec: anyOf }).verdict).toBe('holds');
    expect(checkLinearizability(historyOf(...put, ...draw, ...draw), { spec: anyOf }).verdict).toBe('violated');
  });

  test('a history without operations says nothing; one without any that completed holds, and nothing was observed', () => {
    expect(checkLinearizability(historyOf(), { spec: 'register' })).toMatchObject({
      verdict: 'vacuous',
      reason: 'the history has no operation of a client',
    });
    const open = historyOf('0 invoke write 1', '1 invoke write 2', '1 fail write 2');
    expect(checkLinearizability(open, { spec: 'register' })).toMatchObject({ verdict: 'holds', exercised: { ok: 0 } });
    expect(checkLinearizability(open, { spec: 'register', requireConcurrency: true })).toMatchObject({
      verdict: 'vacuous',
      reason: 'no operation completed with ok, so nothing was observed',
    });
    const read = historyOf('0 invoke read', '0 ok read');
    expect(checkLinearizability(read, { spec: 'register', fs: ['write'] })).toMatchObject({
      verdict: 'vacuous',
      reason: 'the history has no write of a client',
    });
  });
});
