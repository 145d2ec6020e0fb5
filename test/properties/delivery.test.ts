import fc from 'fast-check';
import { test } from 'vitest';
import { checkMessageOrder } from '../../src/checkers/delivery/message-order.ts';
import { checkNoDuplicateMessage } from '../../src/checkers/delivery/no-duplicate-message.ts';
import { checkNoLostMessage } from '../../src/checkers/delivery/no-lost-message.ts';
import { checkNoMisdelivery } from '../../src/checkers/delivery/no-misdelivery.ts';
import { checkNoPhantomMessage } from '../../src/checkers/delivery/no-phantom-message.ts';
import { checkSessionIsolation } from '../../src/checkers/delivery/session-isolation.ts';
import { checkTruthfulTicks } from '../../src/checkers/delivery/truthful-ticks.ts';
import { checkUniqueMessageIds } from '../../src/checkers/delivery/unique-message-ids.ts';
import type { History } from '../../src/history/history.ts';
import { expectAgreement } from '../helpers/expect-agreement.ts';
import { Recording } from '../helpers/recording.ts';
import {
  breaksOrder,
  disturbsSessions,
  losesMessages,
  misdelivers,
  reusesIds,
  showsPhantoms,
  showsTwice,
  ticksLie,
} from '../helpers/slow/delivery.ts';

const RUNS = 3_000;

const USERS = ['c1', 'c2', 'c3'] as const;
const BODIES = ['a', 'b', 'c', 'd', 'e', 'f'] as const;

/** One thing that happens; what it makes of its numbers depends on its kind. */
interface Turn {
  readonly kind: 'send' | 'end' | 'display' | 'tick' | 'open' | 'look' | 'radio' | 'heal' | 'session' | 'garble';
  readonly user: number;
  readonly other: number;
  readonly nth: number;
  readonly outcome: 'ok' | 'fail' | 'info';
  readonly tick: 'sent' | 'delivered' | 'read';
  readonly event: 'started' | 'closed' | 'crashed' | 'terminated';
  readonly isRight: boolean;
  readonly wait: number;
}

function histories(maxLength: number, ...kinds: readonly Turn['kind'][]): fc.Arbitrary<History> {
  const turn = fc.record({
    kind: fc.constantFrom(...kinds),
    user: fc.nat({ max: USERS.length - 1 }),
    other: fc.nat({ max: USERS.length - 1 }),
    nth: fc.nat({ max: 3 }),
    outcome: fc.constantFrom('ok' as const, 'ok' as const, 'info' as const, 'fail' as const),
    tick: fc.constantFrom('sent' as const, 'delivered' as const, 'read' as const),
    event: fc.constantFrom('started' as const, 'closed' as const, 'crashed' as const, 'terminated' as const),
    isRight: fc.integer({ min: 0, max: 9 }).map((number) => number > 0),
    wait: fc.constantFrom(0, 0, 8),
  });
  return fc.array(turn, { minLength: 2, maxLength }).map(record);
}

/** Turns as a history: bodies are handed out in turn, most of what is shown or ticked is what was written. */
class Scribe {
  readonly recording: Recording = new Recording();
  readonly #written: { readonly from: string; readonly to: string; readonly body: string }[] = [];
  readonly #open = new Map<number, object>();
  readonly #processes = [0, 1, 2];
  #used = 0;

  write(turn: Turn): void {
    const { recording } = this;
    const user = USERS[turn.user] ?? 'c1';
    const other = USERS[turn.other] ?? 'c1';
    const process = this.#processes[turn.user] ?? 0;
    recording.wait(turn.wait);
    const isBusy = this.#open.has(turn.user);
    switch (turn.kind) {
      case 'send': {
        if (isBusy || this.#used >= BODIES.length) return;
        const bodies = BODIES.slice(this.#used, (this.#used += turn.isRight ? 1 : 2));
        for (const body of bodies) this.#written.push({ from: user, to: other, body });
        const value = { from: user, to: other, bodies };
        this.#open.set(turn.user, { ...value, ids: bodies.map((body) => (turn.nth === 0 ? 'same' : body)) });
        return void recording.invoke(process, 'send', value);
      }
      case 'end': {
        const value = this.#open.get(turn.user);
        if (value === undefined) return;
        this.#open.delete(turn.user);
        recording.complete(process, turn.outcome, value);
        if (turn.outcome === 'info') this.#processes[turn.user] = process + USERS.length;
        return;
      }
      case 'display': {
        const { from, to, body } = this.#written[turn.nth] ?? { from: user, to: other, body: BODIES[turn.nth] ?? 'a' };
        const wrong = { user: other, from: turn.tick === 'read' ? other : from };
        const shown = turn.isRight ? { user: to, from } : wrong;
        return void recording.observe(shown.user, 'displayed', { ...shown, body, id: body });
      }
      case 'tick': {
        const { from, body } = this.#written[turn.nth] ?? { from: user, body: BODIES[turn.nth] ?? 'a' };
        const at = turn.isRight ? from : other;
        return void recording.observe(at, 'tick', { user: at, body, id: body, tick: turn.tick });
      }
      case 'open': {
        if (isBusy) return;
        const bodies = this.#written.filter(({ to }) => to === user).map(({ body }) => body);
        const value = { user, with: other };
        return void recording.perform(process, 'open', value, { ...value, bodies: bodies.slice(0, turn.nth) });
      }
      case 'look':
        if (isBusy) return;
        return void recording.perform(process, 'look', { user, owedMicros: 6_000 });
      case 'radio':
        return void recording.observe(user, 'radio', { user, isOn: turn.isRight });
      case 'heal':
        return void recording.heal();
      case 'garble':
        if (isBusy) return;
        return void recording.perform(process, 'garble', { user, isHello: false, session: `s${turn.nth}` });
      case 'session':
        return void recording.observe('chat-1', 'session', {
          session: `s${turn.nth}`,
          user,
          incarnation: 0,
          event: turn.event,
        });
    }
  }
}

function record(drawn: readonly Turn[]): History {
  const scribe = new Scribe();
  for (const turn of drawn) scribe.write(turn);
  return scribe.recording.history();
}

test('lost messages: by maps as by the definition', () => {
  const kinds = ['send', 'send', 'end', 'end', 'display', 'tick', 'look', 'look', 'radio', 'heal'] as const;
  expectAgreement(histories(16, ...kinds), checkNoLostMessage, losesMessages, RUNS);
});

test('duplicates, misdelivery and phantoms: by maps as by the definition', () => {
  const drawn = histories(12, 'send', 'send', 'end', 'display', 'display');
  expectAgreement(drawn, checkNoDuplicateMessage, showsTwice, RUNS);
  expectAgreement(drawn, checkNoMisdelivery, misdelivers, RUNS);
  expectAgreement(drawn, checkNoPhantomMessage, showsPhantoms, RUNS);
});

test('order: in one sweep as by the definition', () => {
  expectAgreement(
    histories(24, 'send', 'send', 'end', 'end', 'display', 'display', 'tick'),
    checkMessageOrder,
    breaksOrder,
    RUNS,
  );
});

test('ticks: by maps as by the definition', () => {
  expectAgreement(histories(16, 'send', 'end', 'display', 'tick', 'tick', 'open'), checkTruthfulTicks, ticksLie, RUNS);
  // Some of these have last looks of both sides, to which ticks are owed.
  const looking = histories(20, 'send', 'end', 'display', 'tick', 'open', 'look', 'look', 'radio', 'heal');
  expectAgreement(looking, checkTruthfulTicks, ticksLie, RUNS);
});

test('ids: by a map as by the definition', () => {
  expectAgreement(histories(12, 'send', 'end'), checkUniqueMessageIds, reusesIds, RUNS);
});

test('sessions: in one sweep as by the definition', () => {
  expectAgreement(histories(8, 'session', 'session', 'garble'), checkSessionIsolation, disturbsSessions, RUNS);
});
