import { expect, test } from 'vitest';
import { History } from '../../../../src/history/history.ts';
import type { Anomaly, CycleEdge } from '../../../../src/checkers/verdict.ts';
import type { Operation } from '../../../../src/history/operation.generated.ts';
import { Citations } from '../../../../src/report/case/citations.ts';
import type { CaseView } from '../../../../src/report/case/case-view.ts';
import { plainWitness } from '../../../../src/report/case/plain-witness.ts';

function viewOf(lines: readonly Omit<Operation, 'index' | 'time'>[], cited: readonly number[]): CaseView {
  const history = new History(lines.map((line, index) => ({ ...line, index, time: index * 1_000_000 }) as Operation));
  // Only what a sentence is made of.
  return { history, topology: undefined, clients: 2, citations: new Citations(history, cited) } as unknown as CaseView;
}

const LINES = [
  { process: 0, type: 'invoke', f: 'txn', value: [['append', 'x', 1]] },
  { process: 0, type: 'ok', f: 'txn', value: [['append', 'x', 1]] },
  { process: 1, type: 'invoke', f: 'read', value: ['[[0|x]] (operation 0, process 0)', null] },
  { process: 1, type: 'ok', f: 'read', value: ['[[0|x]] (operation 0, process 0)', null] },
] as const;

const said = (view: CaseView, anomaly: Anomaly): string =>
  plainWitness(view, anomaly)
    .map((part) => (typeof part === 'string' ? part : `<${part.text}>`))
    .join('');

const edge = (from: number, to: number, type: CycleEdge['type']): CycleEdge => {
  return { from, to, type, key: 'x', value: 1, nextValue: 2, because: '' };
};

test.each<[CycleEdge['type'], string]>([
  ['wr', '<client 0’s transaction> saw the 1 that <client 0’s transaction> had written to x'],
  ['rw', '<client 0’s transaction> did not see the 2 that <client 0’s transaction> wrote to x'],
  ['ww', '<client 0’s transaction> wrote to x before <client 0’s transaction>'],
  ['realtime', '<client 0’s transaction> had ended when <client 0’s transaction> began'],
  ['process', '<client 0’s transaction> came before <client 0’s transaction> at the same client'],
  ['order', '<client 0’s transaction> is ordered before <client 0’s transaction>'],
])('an edge %s is told by what was done and seen', (type, clause) => {
  const anomaly = { kind: 'G1c', message: '', operations: [1], cycle: [edge(1, 1, type), edge(1, 1, type)] };
  expect(said(viewOf(LINES, [1]), anomaly)).toBe(
    `${clause}, and ${clause}. So each would have to come before the other.`,
  );
});

test('a checker’s names of operations, timestamps and values become plain', () => {
  const view = viewOf(LINES, [1]);
  const tell = (message: string): string => said(view, { kind: 'other', message, operations: [1] });
  expect(tell('txn [["append","x",1]] (operation 0, process 0) was acknowledged (operation 1)')).toBe(
    '<client 0’s transaction> was acknowledged.',
  );
  expect(tell('T1 (client 0, commit timestamp 1000466229 µs, from 1 ms to 2 ms) read key "x" as null')).toBe(
    '<client 0’s transaction> (timestamp 0.466229 s) read x as nothing.',
  );
  expect(tell('n2 holds it for 41707 µs from 1007013663 µs: [1000459790, 1007055370]')).toBe(
    'n2 holds it for 41.7 ms from 7.013663 s: 0.459790 s to 7.055370 s.',
  );
});

test('a server is called by its name, and a record by what it is', () => {
  const tell = (kind: string, message: string): string => said(viewOf(LINES, [1]), { kind, message, operations: [1] });
  expect(tell('units-invented', 'process stock-1 has 18 units of hot-0 free')).toBe(
    'stock-1 has 18 units of hot-0 free.',
  );
  expect(tell('unprocessed', '1 at offset 0 of orders-2 has no result')).toBe(
    'The record 1 at offset 0 of orders-2 has no result.',
  );
});

test('a read that missed a commit is told by the two timestamps', () => {
  const lines = [
    { process: 0, type: 'invoke', f: 'txn', value: [['append', 'x', 1]] },
    { process: 0, type: 'ok', f: 'txn', value: [['append', 'x', 1]], commitTimestamp: 1_000_100_000 },
    { process: 1, type: 'invoke', f: 'txn', value: [['r', 'x', null]] },
    { process: 1, type: 'ok', f: 'txn', value: [['r', 'x', null]], readTimestamp: 1_000_250_000 },
  ] as const;
  expect(said(viewOf(lines, [1, 3]), { kind: 'missing-commit', message: '', operations: [1, 3] })).toBe(
    '<client 1’s transaction> read the state at 0.250000 s and does not show what <client 0’s transaction> had committed at 0.100000 s.',
  );
});

test('a value that looks like the name of an operation is not taken for one', () => {
  const value = JSON.stringify(LINES[2].value);
  const message = `read ${value} (operation 2, process 1) found nothing`;
  expect(said(viewOf(LINES, [3]), { kind: 'other', message, operations: [3] })).toBe(
    '<client 1’s read of "[[0|x]] (operation 0, process 0)"> found nothing.',
  );
});
