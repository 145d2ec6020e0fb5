import { expect, test } from 'vitest';
import { checkMinorityRefuses } from '../../../../src/checkers/availability/minority-refuses.ts';
import { History } from '../../../../src/history/history.ts';
import type { Operation } from '../../../../src/history/operation.generated.ts';
import { summaryOf } from '../../../helpers/anomalies.ts';

/** Two quorums of three, and a client of each at home on a server of the first one. */
const TOPOLOGY = {
  servers: ['a1', 'a2', 'a3', 'b1', 'b2', 'b3'].map((name) => ({ name, votes: true, quorum: name.slice(0, 1) })),
  clients: ['a', 'b'].map((quorum) => ({ name: `c-${quorum}`, home: 'a1', quorum })),
};

/** The first quorum is cut off from the second, then the client of this number writes. */
function writeOn(process: number): string {
  const [first, second] = [TOPOLOGY.servers.slice(0, 3), TOPOLOGY.servers.slice(3)].map((side) =>
    side.map(({ name }) => name),
  );
  const deaf = Object.fromEntries([
    ...(first ?? []).map((name) => [name, second]),
    ...(second ?? []).map((name) => [name, first]),
  ]);
  const lines = [
    ['nemesis', 'info', 'topology', TOPOLOGY],
    ['nemesis', 'info', 'start-partition', { fault: 1, deaf }],
    [process, 'invoke', 'write', ['x', 1]],
    [process, 'ok', 'write', ['x', 1]],
  ] as const;
  const operations = lines.map(([who, type, f, value], index): Operation => {
    return { index, time: index * 1_000_000, process: who, type, f, value };
  });
  return summaryOf(checkMinorityRefuses(new History(operations)));
}

test('of several quorums the one that serves the client counts, not all voters together', () => {
  expect(writeOn(0)).toBe('vacuous');
  expect(writeOn(1)).toBe('violated answered-in-minority');
});
