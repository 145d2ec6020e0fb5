import fc from 'fast-check';
import { test } from 'vitest';
import { checkNoLostReservation } from '../../src/checkers/stock/no-lost-reservation.ts';
import { checkNoOversell } from '../../src/checkers/stock/no-oversell.ts';
import { checkReservationLifeCycle } from '../../src/checkers/stock/reservation-life-cycle.ts';
import { checkStockConservation } from '../../src/checkers/stock/stock-conservation.ts';
import type { History } from '../../src/history/history.ts';
import { expectAgreement } from '../helpers/expect-agreement.ts';
import {
  CLOCK_ERROR_MILLIS,
  ending,
  expired,
  ITEM,
  level,
  LIFE_MILLIS,
  type Listed,
  reserve,
  reserved,
  shop,
} from '../helpers/stock.ts';
import { endsWrongly, losesReservations, makesOrLosesUnits, oversells } from '../helpers/slow/stock.ts';

const RUNS = 1_000;

const STOCK = 5;
const CLIENTS = 3;
const NAMES = ['r1', 'r2', 'r3'] as const;

/** One thing that happens: a client begins or ends an operation, or a server states an expiry. */
interface Turn {
  readonly f: 'reserve' | 'confirm' | 'cancel' | 'stock' | 'expired';
  readonly client: number;
  readonly name: string;
  readonly request: string;
  readonly waitMillis: number;
  readonly outcome: 'ok' | 'fail' | 'info';
  readonly held: Listed;
  readonly sold: Listed;
  readonly surplus: number;
}

const listed = fc.uniqueArray(fc.tuple(fc.constantFrom(...NAMES), fc.constant(2)), {
  maxLength: 2,
  selector: ([name]) => name,
});

function histories(...fs: readonly Turn['f'][]): fc.Arbitrary<History> {
  const turn = fc.record({
    f: fc.constantFrom(...fs),
    client: fc.nat({ max: CLIENTS - 1 }),
    name: fc.constantFrom(...NAMES),
    request: fc.constantFrom('q', 'q', 'p'),
    waitMillis: fc.constantFrom(0, 0, 0, 0, LIFE_MILLIS - 4, LIFE_MILLIS),
    outcome: fc.constantFrom('ok' as const, 'ok' as const, 'info' as const, 'fail' as const),
    held: listed,
    sold: listed,
    surplus: fc.constantFrom(0, 0, 0, 0, 1, -1, -4),
  });
  return fc.array(turn, { minLength: 3, maxLength: 14 }).map(record);
}

function record(drawn: readonly Turn[]): History {
  const recording = shop(STOCK);
  const processes = Array.from({ length: CLIENTS }, (_, client) => client);
  const open = new Map<number, Turn>();
  for (const turn of drawn) {
    const process = processes[turn.client] ?? 0;
    const begun = open.get(turn.client);
    recording.wait(turn.waitMillis);
    if (turn.f === 'expired') expired(recording, turn.name);
    else if (begun === undefined) {
      recording.invoke(process, turn.f, valueOf(turn));
      open.set(turn.client, turn);
    } else {
      recording.complete(process, turn.outcome, turn.outcome === 'ok' ? resultOf(begun, turn) : undefined);
      open.delete(turn.client);
      if (turn.outcome === 'info') processes[turn.client] = process + CLIENTS;
    }
  }
  return recording.history();
}

function valueOf({ f, name, request }: Turn): object {
  if (f === 'stock') return ITEM;
  return f === 'reserve' ? reserve(name) : ending(name, `${request}-${name}`);
}

function resultOf(begun: Turn, { held, sold, surplus }: Turn): object {
  if (begun.f === 'reserve') return reserved(begun.name);
  if (begun.f !== 'stock') return valueOf(begun);
  const others = sold.filter(([name]) => held.every(([other]) => other !== name));
  return level(held, others, STOCK - 2 * (held.length + others.length) + surplus);
}

test('oversell: in one sweep as at every line', () => {
  const some = histories('reserve', 'reserve', 'reserve', 'confirm', 'cancel', 'stock');
  expectAgreement(some, checkNoOversell, (history) => oversells(history, STOCK), RUNS);
});

test('conservation: reading by reading', () => {
  expectAgreement(histories('stock'), checkStockConservation, (history) => makesOrLosesUnits(history, STOCK), RUNS);
});

test('life cycles: by maps as by the definition', () => {
  const some = histories('reserve', 'reserve', 'confirm', 'cancel', 'expired');
  expectAgreement(some, checkReservationLifeCycle, (history) => endsWrongly(history, CLOCK_ERROR_MILLIS * 1_000), RUNS);
});

test('lost reservations: in one sweep as reading by reading', () => {
  const some = histories('reserve', 'reserve', 'confirm', 'cancel', 'expired', 'stock', 'stock');
  expectAgreement(some, checkNoLostReservation, losesReservations, RUNS);
});
