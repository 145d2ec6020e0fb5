import { expect, test } from 'vitest';
import { drawPlan } from '../../../../src/search/draw-plan.ts';
import { simulate } from '../../../../src/search/simulate.ts';

const DEAF_FROM_MICROS = 2_000_000;

/** Who leads orders-0 at the end, of which n1 is the preferred leader, when from some time on a server hears nobody. */
function leaderWhenDeaf(server: string): unknown {
  const request = {
    system: 'kafka',
    variant: null,
    seed: 1,
    preset: 'none',
    pastContract: null,
    operations: 20,
  } as const;
  const others = ['n1', 'n2', 'n3'].filter((name) => name !== server);
  const plan = drawPlan(request);
  const { history } = simulate({
    ...plan,
    faults: [
      {
        kind: 'partition',
        id: 1,
        atMicros: DEAF_FROM_MICROS,
        durationMicros: 6_000_000,
        shape: 'one-way',
        deaf: { [server]: others },
      },
    ],
  });
  const stop = history.nemesis().find(({ f }) => f === 'stop-partition')?.index ?? Infinity;
  const statements = history
    .observations('in-sync-replicas')
    .filter(({ index, value }) => index < stop && (value as { partition: string }).partition === 'orders-0');
  return statements.at(-1)?.process;
}

test('a broker that can be heard but hears nothing leads no longer', () => {
  expect(leaderWhenDeaf('n2')).toBe('n1');
  expect(['n2', 'n3']).toContain(leaderWhenDeaf('n1'));
});
