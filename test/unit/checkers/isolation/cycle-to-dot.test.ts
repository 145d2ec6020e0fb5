import { expect, it } from 'vitest';
import { cycleToDot } from '../../../../src/checkers/isolation/cycle-to-dot.ts';

it('draws a node a transaction and an edge a reason', () => {
  const dot = cycleToDot([
    { from: 3, to: 4, type: 'rw', key: 'x', because: 'T3 read key "x" as []' },
    { from: 4, to: 3, type: 'realtime', because: 'T4 completed first' },
  ]);
  expect(dot).toBe(
    [
      'digraph cycle {',
      '  T3;',
      '  T4;',
      '  T3 -> T4 [label="rw", tooltip="T3 read key \\"x\\" as []"];',
      '  T4 -> T3 [label="realtime", tooltip="T4 completed first"];',
      '}',
      '',
    ].join('\n'),
  );
});
