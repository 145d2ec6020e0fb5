import type { History, Invocation } from '../../history/history.ts';
import { fieldsOf } from '../values.ts';
import { unexpected } from './messages.ts';

const LOOK_SHAPE = '{ user, owedMicros }';
const RADIO_SHAPE = '{ user, isOn }';
const NANOS_PER_MICRO = 1000;

/** A user's last look at his device, after which nothing that was owed to him may be missing. */
export interface LastLook {
  readonly user: string;
  readonly look: Invocation;
  /**
   * What was acknowledged until then is owed: the time that it may take to come lies between, in which there was neither a
   * fault nor was the device out of reach.
   */
  readonly owedUntilNanos: number;
}

/** The last successful look of each user who had one that is owed anything. O(looks + faults + times out of reach). */
export function readLastLooks(history: History): ReadonlyMap<string, LastLook> {
  const heal = history.nemesis().find(({ f }) => f === 'heal');
  const looks = new Map<string, LastLook>();
  const outOfReach = readOutOfReach(history);
  for (const look of history.of('look')) {
    const { user, owedMicros } = fieldsOf(look.invoke, LOOK_SHAPE);
    if (typeof user !== 'string' || typeof owedMicros !== 'number') throw unexpected(look.invoke, LOOK_SHAPE);
    const owedUntilNanos = look.invoke.time - owedMicros * NANOS_PER_MICRO;
    const isHealed = heal === undefined || heal.time <= owedUntilNanos;
    const wasInReach = (outOfReach.get(user) ?? []).every(
      ({ fromNanos, untilNanos }) => untilNanos <= owedUntilNanos || fromNanos >= look.invoke.time,
    );
    if (look.outcome === 'ok' && isHealed && wasInReach) looks.set(user, { user, look, owedUntilNanos });
  }
  return looks;
}

interface TimeOutOfReach {
  readonly fromNanos: number;
  untilNanos: number;
}

function readOutOfReach(history: History): ReadonlyMap<string, readonly TimeOutOfReach[]> {
  const times = new Map<string, TimeOutOfReach[]>();
  for (const stated of history.observations('radio')) {
    const { user, isOn } = fieldsOf(stated, RADIO_SHAPE);
    if (typeof user !== 'string' || typeof isOn !== 'boolean') throw unexpected(stated, RADIO_SHAPE);
    const known = times.get(user) ?? [];
    times.set(user, known);
    const last = known.at(-1);
    const isOff = last?.untilNanos === Infinity;
    if (!isOn && !isOff) known.push({ fromNanos: stated.time, untilNanos: Infinity });
    else if (isOn && isOff) last.untilNanos = stated.time;
  }
  return times;
}
