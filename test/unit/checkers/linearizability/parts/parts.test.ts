import { describe, expect, test } from 'vitest';
import { generate, registers, withStaleRead } from '../../../../../bench/linearizability-histories.ts';
import { judgeColumns, verdictOn } from '../../../../../src/checkers/linearizability/findings.ts';
import { joinFindings } from '../../../../../src/checkers/linearizability/parts/join-findings.ts';
import { partsOf } from '../../../../../src/checkers/linearizability/parts/part.ts';
import { INVOKE } from '../../../../../src/history/operation-type.ts';

const options = { spec: 'register' } as const;
const columns = withStaleRead(generate({ operations: 2_000, clients: 6, seed: 4, keys: 10, crashed: 20 }, registers()));

describe('a history in parts', () => {
  test('keeps each object whole, and all operations in their order', () => {
    const parts = partsOf(columns, 4);
    expect(parts).toHaveLength(4);
    const keys = parts.map((part) => part.columns.keys);
    expect(new Set(keys.flat()).size).toBe(keys.flat().length);
    expect(parts.flatMap(({ rows }) => [...rows]).sort((a, b) => a - b)).toEqual(
      Array.from({ length: columns.length }, (_, row) => row),
    );
    for (const { rows, columns: part } of parts)
      rows.forEach((row, at) => {
        expect(part.values[part.value[at]!]).toEqual(columns.values[columns.value[row]!]);
        expect(part.keys[part.key[at]!]).toBe(columns.keys[columns.key[row]!]);
        const pair = part.pair[at]!;
        expect(pair < 0 ? -1 : rows[pair]!).toBe(columns.pair[row]!);
      });
  });

  test('is judged as the whole is', () => {
    const parts = partsOf(columns, 4);
    const joined = joinFindings(
      parts,
      parts.map((part) => judgeColumns(part.columns, options)),
    );
    const whole = judgeColumns(columns, options);
    expect(joined.exercised).toEqual(whole.exercised);
    expect(joined.violations).toEqual(whole.violations);
    expect(verdictOn(joined, options).verdict).toBe('violated');
    const byKey = (orders: typeof whole.orders): unknown[] => [...orders].sort((a, b) => Number(a.key) - Number(b.key));
    expect(byKey(joined.orders)).toEqual(byKey(whole.orders));
    const core = joined.violations[0]?.core;
    for (const { call, index } of core?.operations ?? []) {
      expect(columns.type[call]).toBe(INVOKE);
      expect(columns.index[call]).toBe(index);
    }
  });

  test('gives fewer parts than asked for when there are fewer objects', () => {
    const few = generate({ operations: 100, clients: 2, seed: 4, keys: 2 }, registers());
    expect(partsOf(few, 16)).toHaveLength(2);
  });
});
