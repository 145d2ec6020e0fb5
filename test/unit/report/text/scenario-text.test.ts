import { expect, test } from 'vitest';
import { History } from '../../../../src/history/history.ts';
import { scenarioText } from '../../../../src/report/text/scenario-text.ts';
import { operationsOf } from '../../../helpers/operations.ts';

const TOPOLOGY = {
  servers: ['n1', 'n2', 'n3'].map((name) => ({ name, votes: true, rack: 'r', zone: 'z', region: 'e' })),
  clients: ['c1', 'c2'].map((name) => ({ name, home: 'n1', rack: 'r', zone: 'z', region: 'e' })),
};

test('tells faults and operations in order, an operation at once where nothing comes between', () => {
  const cut = { fault: 1, shape: 'halves', deaf: { n1: ['n2', 'n3'], n2: ['n1'], n3: ['n1'] } };
  const rows = operationsOf(
    ['nemesis', 'info', 'topology', TOPOLOGY],
    ['nemesis', 'info', 'start-partition', cut],
    [0, 'invoke', 'write', ['x', 1]],
    ['n1', 'info', 'lease', {}],
    [0, 'ok', 'write', ['x', 1]],
    [1, 'invoke', 'read', ['x', null]],
    ['nemesis', 'info', 'stop-partition', cut],
    [1, 'ok', 'read', ['x', null]],
    [2, 'invoke', 'read', ['x', null]],
    ['nemesis', 'info', 'heal', null],
  );
  const history = new History(rows.map((row) => ({ ...row, time: row.index * 1_000_000 })));
  expect(scenarioText(history)).toMatchInlineSnapshot(`
    [
      "1. At 0.001 s: for 5 ms: Partition (halves): n1 on one side, n2 and n3 on the other.",
      "2. At 0.002 s: c1 (at n1) begins write "x" = 1, and hears after 2 ms: ok, write "x" = 1.",
      "3. At 0.005 s: c2 (at n1) begins read "x".",
      "4. At 0.007 s: c2 (at n1) hears of read "x": ok, read "x" → nil.",
      "5. At 0.008 s: c1 (at n1) begins read "x", and never hears of it again.",
      "6. At 0.009 s: all faults are over.",
    ]
  `);
});
