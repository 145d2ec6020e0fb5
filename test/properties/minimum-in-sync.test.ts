import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkMinimumInSync } from '../../src/checkers/log/minimum-in-sync.ts';
import type { History, Invocation } from '../../src/history/history.ts';
import { Recording } from '../helpers/recording.ts';

const turns = fc.array(
  fc.record({
    kind: fc.constantFrom('state', 'begin', 'end'),
    client: fc.nat({ max: 2 }),
    server: fc.constantFrom('s1', 's1', 's1', 's2'),
    inSync: fc.integer({ min: 1, max: 3 }),
    outcome: fc.constantFrom('ok', 'ok', 'ok', 'fail'),
  }),
  { maxLength: 24 },
);

/** Leaders state their in-sync replicas while clients send. */
const histories = turns.map((drawn) => {
  const recording = new Recording();
  const open = new Set<number>();
  drawn.forEach(({ kind, client, server, inSync, outcome }, value) => {
    if (kind === 'state') {
      const names = ['s1', 's2', 's3'].slice(0, inSync);
      recording.observe(server, 'in-sync-replicas', { partition: 'p', inSync: names, minimum: 2 });
    } else if (kind === 'begin' && !open.has(client)) {
      open.add(client);
      recording.invoke(client, 'send', [['send', 'p', value]]);
    } else if (kind === 'end' && open.delete(client))
      recording.complete(client, outcome, [['send', 'p', [value, value]]], { acknowledgedBy: server });
  });
  return recording.history();
});

/** By definition: at every line from the call to the answer the leader's latest statement is of too few. */
function isAcknowledgedBelow(history: History, { invoke, completion, outcome }: Invocation): boolean {
  if (outcome !== 'ok' || completion === undefined) return false;
  return history.operations.slice(invoke.index, completion.index + 1).every(({ index }) => {
    const stated = history.operations.filter(
      (line) => line.process === completion['acknowledgedBy'] && line.index <= index,
    );
    const latest = stated.at(-1)?.value as { readonly inSync: readonly string[]; readonly minimum: number } | undefined;
    return latest !== undefined && latest.inSync.length < latest.minimum;
  });
}

test('acknowledged below the minimum: by search as by the definition', () => {
  const seen = { wrong: 0, right: 0 };
  fc.assert(
    fc.property(histories, (history) => {
      const expected = history.of('send').some((operation) => isAcknowledgedBelow(history, operation));
      seen[expected ? 'wrong' : 'right']++;
      expect(checkMinimumInSync(history).verdict === 'violated').toBe(expected);
    }),
    { numRuns: 2_000 },
  );
  expect(Math.min(seen.wrong, seen.right)).toBeGreaterThan(20);
});
