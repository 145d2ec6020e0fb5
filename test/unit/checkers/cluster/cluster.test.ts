import { expect, test } from 'vitest';
import { Cluster } from '../../../../src/checkers/cluster/cluster.ts';
import { History } from '../../../../src/history/history.ts';
import { errorOf } from '../../../helpers/error-of.ts';
import { Recording } from '../../../helpers/recording.ts';

test('a history without a topology tells nothing of a cluster', () => {
  expect(Cluster.of(new History([]))).toBeUndefined();
});

test('a topology that is none is told', () => {
  const history = new History([{ index: 0, time: 0, process: 'nemesis', type: 'info', f: 'topology', value: ['s1'] }]);
  expect(errorOf(() => Cluster.of(history))).toBe(
    'HistoryError: operation 0, field "value": [ \'s1\' ] is no topology; expected its servers and clients',
  );
});

test('states follow each other without a gap, and count faults that overlap', () => {
  const history = new Recording()
    .start('crash', 1, { targets: ['s1', 's2'] })
    .start('pause', 2, { targets: ['s2'] })
    .stop('crash', 1)
    .start('clock-drift', 3, { targets: ['s3'], amount: 5 })
    .stop('pause', 2)
    .history();
  const states = Cluster.of(history)?.states ?? [];
  expect(states.map(({ from, until, live }) => [from, until, [...live]])).toEqual([
    [-1, 1, [1, 1, 1]],
    [1, 2, [0, 0, 1]],
    [2, 3, [0, 0, 1]],
    [3, 5, [1, 0, 1]],
    [5, Infinity, [1, 1, 1]],
  ]);
});

test('a link is open again when no partition cuts it any more', () => {
  const cut = { deaf: { s1: ['s2'] } };
  const history = new Recording(['s1', 's2'])
    .start('partition', 1, cut)
    .start('partition', 2, cut)
    .stop('partition', 1)
    .stop('partition', 2)
    .history();
  const links = Cluster.of(history)?.states.map((state) => [...state.links]);
  const open = [1, 1, 1, 1];
  const oneWay = [1, 1, 0, 1];
  expect(links).toEqual([open, oneWay, oneWay, oneWay, open]);
});
