import { describe, expect, test } from 'vitest';
import { checkLinearizability } from '../../../../../src/checkers/linearizability/check-linearizability.ts';
import type { SpecName } from '../../../../../src/checkers/linearizability/specs/catalog.ts';
import { historyOf } from '../../../../helpers/linearizability/history-of.ts';

/** The sentences that explain the only violation, the message first. */
function explained(spec: SpecName, lines: readonly string[], generic = false): readonly string[] {
  const verdict = checkLinearizability(historyOf(...lines), { spec, generic });
  if (verdict.verdict !== 'violated') throw new Error(verdict.verdict);
  const [{ message, steps }, ...others] = verdict.anomalies;
  expect(others).toEqual([]);
  return [message, ...steps!];
}

describe('of a call that is not over when another can’t be explained, is said', () => {
  test('that what it leads to does not help', () => {
    const lines = ['0 invoke add 2', '0 info add 2', '1 invoke read', '1 ok read 1'];
    expect(explained('counter', lines)).toEqual([
      "operation 2 (read → 1) can't be explained: at first the state could only be 0, and no operation between makes the answer possible",
      'at first the state is 0',
      'operation 2 (read → 1) is possible in none of these',
      'operation 0 (add 2 of unknown outcome) may take effect at any time, and leads to 2, which does not help',
    ]);
  });

  test('that it is not possible either', () => {
    const acquired = (client: number): string[] => [`${client} invoke acquire`, `${client} ok acquire`];
    const lines = ['0 invoke acquire', '0 info acquire', ...acquired(1), ...acquired(2)];
    expect(explained('mutex', lines)).toEqual([
      "operation 4 (acquire) can't be explained: after operation 2 returned the state could only be true, and no operation between makes the answer possible",
      'at first the state is false',
      'when operation 2 (acquire) has returned it is true',
      'operation 4 (acquire) is possible in none of these',
      'operation 0 (acquire of unknown outcome) may take effect at any time, but is possible in none of these either',
    ]);
  });

  test('that it took effect already', () => {
    const acquired = (client: number): string[] => [`${client} invoke acquire`, `${client} ok acquire`];
    const lines = ['0 invoke release', ...acquired(1), ...acquired(2), ...acquired(3), '0 ok release'];
    // Client 2 can have the lock only after the one release that there is.
    expect(explained('mutex', lines).slice(1)).toEqual([
      'at first the state is false',
      'when operation 1 (acquire) has returned it is true',
      'when operation 3 (acquire) has returned it is true',
      'operation 5 (acquire) is possible in none of these',
      'operation 0 (release) may take effect at any time, but has taken effect already in each of these',
    ]);
  });
});

/** Additions that a first read shows to be over in effect, one of 2 as the last; a second read answers 2 more. */
function spent(additions: number): readonly string[] {
  const asked = (client: number): string => `add ${client === additions - 1 ? 2 : 1}`;
  const clients = Array.from({ length: additions }, (_, client) => client);
  const reads = [additions + 1, additions + 3].flatMap((sum) => ['9 invoke read', `9 ok read ${sum}`]);
  const returns = clients.map((client) => `${client} ok ${asked(client)}`);
  return explained(
    'counter',
    [...clients.map((client) => `${client} invoke ${asked(client)}`), ...reads, ...returns],
    true,
  );
}

describe('of calls that took effect before a core begins, is said', () => {
  const already = 'has not returned by then, but has taken effect already in each of these';

  test('which: first the one that would help', () => {
    expect(spent(5)).toEqual([
      "operation 7 (read → 8) can't be explained: after operation 5 (read → 6) returned the state could only be 6, and no operation between makes the answer possible",
      'when operation 5 (read → 6) has returned the state can only be 6, by all that came before',
      'operation 7 (read → 8) is possible in none of these',
      `operation 4 (add 2) ${already}`,
      ...[0, 1, 2, 3].map((index) => `operation ${index} (add 1) ${already}`),
    ]);
  });

  test('and of more than five how many', () => {
    expect(spent(7).slice(3)).toEqual([
      `operation 6 (add 2) ${already}`,
      ...[0, 1, 2, 3].map((index) => `operation ${index} (add 1) ${already}`),
      'and so have 2 others',
    ]);
  });
});
