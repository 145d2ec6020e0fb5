import fc from 'fast-check';
import { test } from 'vitest';
import { checkNoLostAddition } from '../../src/checkers/carts/no-lost-addition.ts';
import { checkNoLostCommit } from '../../src/checkers/commits/no-lost-commit.ts';
import type { History } from '../../src/history/history.ts';
import { expectAgreement } from '../helpers/expect-agreement.ts';
import { Recording } from '../helpers/recording.ts';
import { losesAppend, losesHalf, losesItem, losesPut } from '../helpers/slow/lost-updates.ts';

const CLIENTS = 3;
const RUNS = 800;
const outcome = fc.constantFrom('ok' as const, 'ok' as const, 'info' as const, 'fail' as const);

/** Each turn one client begins an operation, or ends the one that it has open. */
interface Turn<Drawn> {
  readonly client: number;
  readonly outcome: 'ok' | 'fail' | 'info';
  readonly drawn: Drawn;
}

/** `ask` makes an operation of what was drawn. */
function histories<Drawn>(
  drawn: fc.Arbitrary<Drawn>,
  ask: (drawn: Drawn, unique: number) => Asked,
): fc.Arbitrary<History> {
  const turn = fc.record({ client: fc.nat({ max: CLIENTS - 1 }), outcome, drawn });
  return fc.array(turn, { minLength: 8, maxLength: 24, size: 'max' }).map((turns) => record(turns, ask));
}

function numbersBelow(end: number): number[] {
  return Array.from({ length: end }, (_, number) => number);
}

/** What an operation asks for, and what it finds when it succeeds. */
type Asked = readonly [f: string, value: unknown, found?: unknown];

function record<Drawn>(drawn: readonly Turn<Drawn>[], ask: (drawn: Drawn, unique: number) => Asked): History {
  const recording = new Recording(['s1', 's2', 's3']);
  const open = new Map<number, unknown>();
  const processes = Array.from({ length: CLIENTS }, (_, client) => client);
  for (const [nth, turn] of drawn.entries()) {
    if (nth === Math.floor(drawn.length / 2)) recording.final();
    const process = processes[turn.client] ?? 0;
    if (open.has(turn.client)) {
      recording.complete(process, turn.outcome, turn.outcome === 'ok' ? open.get(turn.client) : undefined);
      open.delete(turn.client);
      if (turn.outcome === 'info') processes[turn.client] = process + CLIENTS;
    } else {
      const [f, value, found = value] = ask(turn.drawn, nth);
      recording.invoke(process, f, value);
      open.set(turn.client, found);
    }
  }
  return recording.history();
}

test('lost items: by maps as by the definition', () => {
  const drawn = fc.record({
    kind: fc.constantFrom('add', 'add', 'remove', 'cart', 'cart'),
    nth: fc.nat({ max: 23 }),
    seen: fc.subarray(numbersBelow(24)),
  });
  const ask = ({ kind, nth, seen }: { kind: string; nth: number; seen: number[] }, unique: number): Asked => {
    if (kind === 'add') return ['add', { cart: 'c', item: `i${unique}` }];
    if (kind === 'remove') return ['remove', { cart: 'c', item: `i${nth}` }];
    return ['cart', { cart: 'c', items: null }, { cart: 'c', items: seen.map((item) => `i${item}`) }];
  };
  expectAgreement(histories(drawn, ask), checkNoLostAddition, losesItem, RUNS);
});

test('lost puts: by maps as by the definition', () => {
  const drawn = fc.record({
    isPut: fc.boolean(),
    key: fc.constantFrom('x', 'y'),
    seen: fc.subarray(numbersBelow(24)),
  });
  const ask = ({ isPut, key, seen }: { isPut: boolean; key: string; seen: number[] }, unique: number): Asked =>
    isPut ? ['put', [key, unique]] : ['get', [key, null], [key, seen]];
  expectAgreement(histories(drawn, ask), checkNoLostAddition, losesPut, RUNS);
});

test('lost and half-committed appends: by maps as by the definition', () => {
  const micro = fc.record({
    isAppend: fc.boolean(),
    key: fc.constantFrom('x', 'y'),
    seen: fc.subarray(numbersBelow(72), { minLength: 50 }),
  });
  const ask = (micros: readonly { isAppend: boolean; key: string; seen: number[] }[], unique: number): Asked => [
    'txn',
    micros.map(({ isAppend, key }, nth) => (isAppend ? ['append', key, 3 * unique + nth] : ['r', key, null])),
    micros.map(({ isAppend, key, seen }, nth) => (isAppend ? ['append', key, 3 * unique + nth] : ['r', key, seen])),
  ];
  expectAgreement(
    histories(fc.array(micro, { minLength: 1, maxLength: 3 }), ask),
    checkNoLostCommit,
    (history) => losesAppend(history) || losesHalf(history),
    RUNS,
  );
});
