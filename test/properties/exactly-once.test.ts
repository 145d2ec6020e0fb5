import fc from 'fast-check';
import { test } from 'vitest';
import { checkEventDelivery } from '../../src/checkers/exactly-once/event-delivery.ts';
import { checkExactlyOnceCharge } from '../../src/checkers/exactly-once/exactly-once-charge.ts';
import { checkIdempotentReplies } from '../../src/checkers/exactly-once/idempotent-replies.ts';
import { checkLedgerAgreement } from '../../src/checkers/exactly-once/ledger-agreement.ts';
import type { History } from '../../src/history/history.ts';
import { expectAgreement } from '../helpers/expect-agreement.ts';
import { answer, applied, capture, entry, order } from '../helpers/charges.ts';
import { Recording } from '../helpers/recording.ts';
import { chargesWrongly, eventsAreWrong, ledgerIsWrong, repliesDiffer } from '../helpers/slow/exactly-once.ts';

const RUNS = 1_000;

const KEYS = ['a', 'b'] as const;
const CLIENTS = 2;
const amount = fc.constantFrom(100, 100, 100, 100, 100, 7);
const key = fc.constantFrom(...KEYS);

/** One thing that happens: a client begins or ends a charge, or someone states something, or the ledger is read. */
interface Turn {
  readonly kind: 'charge' | 'capture' | 'event' | 'journal';
  readonly client: number;
  readonly key: 'a' | 'b';
  readonly amount: number;
  readonly outcome: 'ok' | 'fail' | 'info';
  readonly sequence: number;
  readonly entries: readonly (readonly [key: 'a' | 'b', amount: number])[];
}

function histories(...kinds: readonly Turn['kind'][]): fc.Arbitrary<History> {
  const turn = fc.record({
    kind: fc.constantFrom(...kinds),
    client: fc.nat({ max: CLIENTS - 1 }),
    key,
    amount,
    outcome: fc.constantFrom('ok' as const, 'ok' as const, 'info' as const, 'fail' as const),
    sequence: fc.constantFrom(1, 2),
    entries: fc.uniqueArray(fc.tuple(key, amount), { maxLength: 3, selector: ([name, cents]) => `${name}${cents}` }),
  });
  return fc.array(turn, { minLength: 2, maxLength: 12 }).map(record);
}

/** A history out of turns; entries of the ledger may be unbalanced, amounts wrong, events too many. */
function record(drawn: readonly Turn[]): History {
  const recording = new Recording();
  const processes = Array.from({ length: CLIENTS }, (_, client) => client);
  const open = new Map<number, string>();
  drawn.forEach((turn, nth) => {
    const process = processes[turn.client] ?? 0;
    const asked = open.get(turn.client);
    if (turn.kind === 'capture') capture(recording, nth, turn.key, turn.amount);
    else if (turn.kind === 'event') applied(recording, nth, turn.key, turn.sequence);
    else if (turn.kind === 'journal') {
      const entries = turn.entries.map(([name, cents]) => entry(name, cents));
      recording.perform(CLIENTS + 1, 'journal', null, { entries });
    } else if (asked === undefined) {
      recording.invoke(process, 'charge', order(turn.key, turn.amount));
      open.set(turn.client, turn.key);
    } else {
      recording.complete(process, turn.outcome, turn.outcome === 'ok' ? answer(asked, turn.amount) : undefined);
      open.delete(turn.client);
      if (turn.outcome === 'info') processes[turn.client] = process + 2 * CLIENTS;
    }
  });
  return recording.history();
}

test('charges: by maps as by the definition', () => {
  expectAgreement(histories('charge', 'charge', 'charge', 'capture'), checkExactlyOnceCharge, chargesWrongly, RUNS);
});

test('replies: by maps as by the definition', () => {
  expectAgreement(histories('charge'), checkIdempotentReplies, repliesDiffer, RUNS);
});

test('the ledger: in one sweep as by the definition', () => {
  expectAgreement(
    histories('charge', 'charge', 'charge', 'capture', 'journal'),
    checkLedgerAgreement,
    ledgerIsWrong,
    RUNS,
  );
});

test('events: by maps as by the definition', () => {
  expectAgreement(histories('event', 'event', 'event', 'journal'), checkEventDelivery, eventsAreWrong, RUNS);
});
