import { describe, expect, test } from 'vitest';
import { Catalog } from '../../../../src/models/inventory/catalog.ts';
import { CORRECT } from '../../../../src/models/inventory/mechanisms.ts';
import type { EndReservation, Reserve } from '../../../../src/models/inventory/messages.ts';
import type { Reservation, ReservationStatus } from '../../../../src/models/inventory/reservation.ts';
import { decide, type Decision } from '../../../../src/models/inventory/shop/decide.ts';
import { HeldStripe } from '../../../../src/models/inventory/shop/held-stripe.ts';

const ITEM = 'shelf-0';
const rules = {
  catalog: new Catalog([ITEM], { stripes: 1, shards: 1, flashLifeMicros: 1 }),
  mechanisms: CORRECT,
};

function row(status: ReservationStatus, endedBy: string | null = null): Reservation {
  return { reservation: 'r1', item: ITEM, units: 2, lifeMicros: 900, status, madeAt: 100, endedBy };
}

function stripe(free: number, ...reservations: readonly Reservation[]): HeldStripe {
  return new HeldStripe(0, 1, { free: [[`${ITEM}/0`, free]], reservations }, 0);
}

const reserve: Reserve = { kind: 'reserve', request: 'r1', item: ITEM, units: 2 };
const ending = (kind: 'confirm' | 'cancel', request = 'q1'): EndReservation => {
  return { kind, request, reservation: 'r1', item: ITEM };
};

/** What is written, as free units and status of reservations; or what is said without writing. */
function told(decision: Decision): unknown {
  if (decision.do === 'gather') return 'gather';
  const { answer } = decision;
  const said = 'why' in answer ? answer.why : 'ok';
  if (decision.do === 'answer') return said;
  const { free, reservations } = decision.draft;
  return [said, free.map(([, units]) => units), reservations.map(({ status, endedBy }) => [status, endedBy])];
}

describe('a reservation', () => {
  test('takes units that are free', () => {
    expect(told(decide(stripe(3), reserve, rules, 'unknown'))).toEqual(['ok', [1], [['held', null]]]);
  });

  test('that finds too few looks at other counters first, then is refused for good', () => {
    expect(told(decide(stripe(1), reserve, rules, 'unknown'))).toBe('gather');
    expect(told(decide(stripe(1), reserve, rules, 'gathered'))).toEqual(['sold out', [], [['refused', null]]]);
  });

  test.each<[ReservationStatus, string]>([
    ['held', 'ok'],
    ['sold', 'ok'],
    ['expired', 'ok'],
    ['refused', 'sold out'],
  ])('that was made before and is %s now is answered as then', (status, answer) => {
    expect(told(decide(stripe(9, row(status)), reserve, rules, 'unknown'))).toBe(answer);
  });

  test('for other units under the same name is refused', () => {
    expect(told(decide(stripe(9, row('held')), { ...reserve, units: 3 }, rules, 'unknown'))).toMatch(/parameters/);
  });
});

describe('an end', () => {
  test('sells or returns the units of one that is held', () => {
    const confirmed = decide(stripe(1, row('held')), ending('confirm'), rules, 'unknown');
    expect(told(confirmed)).toEqual(['ok', [], [['sold', 'q1']]]);
    expect(confirmed).toMatchObject({ window: { before: 1_000, after: null } });
    const cancelled = decide(stripe(1, row('held')), ending('cancel'), rules, 'unknown');
    expect(told(cancelled)).toEqual(['ok', [3], [['cancelled', 'q1']]]);
  });

  test.each<['confirm' | 'cancel', ReservationStatus]>([
    ['confirm', 'sold'],
    ['cancel', 'cancelled'],
  ])('%s is answered again to its own request, and refused to another', (kind, status) => {
    const held = stripe(1, row(status, 'q1'));
    expect(told(decide(held, ending(kind), rules, 'unknown'))).toBe('ok');
    expect(told(decide(held, ending(kind, 'q2'), rules, 'unknown'))).toBe(`reservation is ${status}`);
  });

  test('that may come too late is refused, while the units still may be given back', () => {
    expect(told(decide(stripe(1, row('closing')), ending('confirm'), rules, 'unknown'))).toBe('reservation is closing');
    expect(told(decide(stripe(1, row('closing')), ending('cancel'), rules, 'unknown'))).toEqual([
      'ok',
      [3],
      [['cancelled', 'q1']],
    ]);
  });

  test('of what is not there keeps it from ever coming', () => {
    const refused = ['no such reservation', [], [['refused', null]]];
    expect(told(decide(stripe(1), ending('cancel'), rules, 'unknown'))).toEqual(refused);
    const withdrawn = { ...row('refused'), units: 0 };
    expect(told(decide(stripe(9, withdrawn), reserve, rules, 'unknown'))).toBe('withdrawn before it came');
  });

  test('by time returns units once it is surely over, and only of what is still held', () => {
    const expire = { kind: 'expire', reservation: row('held') } as const;
    const decision = decide(stripe(1, row('held')), expire, rules, 'unknown');
    expect(told(decision)).toEqual(['ok', [3], [['expired', null]]]);
    expect(decision).toMatchObject({ window: { before: null, after: 1_000 } });
    expect(told(decide(stripe(1, row('sold', 'q1')), expire, rules, 'unknown'))).toBe('ok');
    const careless = { ...rules, mechanisms: { ...CORRECT, isExpiryRechecked: false } };
    expect(told(decide(stripe(1, row('sold', 'q1')), expire, careless, 'unknown'))).toEqual([
      'ok',
      [3],
      [['expired', null]],
    ]);
  });
});
