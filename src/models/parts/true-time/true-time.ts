import type { Host } from '../../../simulation/host.ts';
import type { Task } from '../../../simulation/task.ts';
import type { IntervalClock, TimeInterval } from '../interval-clock.ts';
import { agreeOnInterval } from './marzullo.ts';
import type { MasterTime } from './time-master.ts';

const MILLION = 1_000_000;
const POLL_TIMEOUT_MICROS = 50_000;

/** How a server keeps its time. Microseconds, and millionths for the drift it must reckon with. */
export interface TrueTimeOptions {
  readonly masters: readonly string[];
  readonly pollMicros: number;
  readonly driftPpm: number;
  /** For a world in which clocks are never wrong: the true time. Masters are polled all the same. */
  readonly exactTime?: (() => number) | undefined;
}

/**
 * TrueTime: an interval that holds the true time, from polls of time masters and a bound on the drift between them. The
 * uncertainty is a saw-tooth: small after a poll, growing until the next (Corbett et al., OSDI 2012, section 3).
 */
export class TrueTime implements IntervalClock {
  readonly #host: Host;
  readonly #options: TrueTimeOptions;
  /** What the last poll found, when the local clock showed `at`. */
  #synced: (TimeInterval & { readonly at: number }) | undefined = undefined;

  constructor(host: Host, options: TrueTimeOptions) {
    this.#host = host;
    this.#options = options;
  }

  get isReady(): boolean {
    return this.#synced !== undefined;
  }

  /** @throws Error before the first poll succeeded. */
  now(): TimeInterval {
    if (this.#synced === undefined) throw new Error('TrueTime was asked before its first poll');
    const exact = this.#options.exactTime?.();
    if (exact !== undefined) return { earliest: exact, latest: exact };
    const { earliest, latest, at } = this.#synced;
    const elapsed = Math.max(0, this.#host.now() - at);
    return this.#stated(widen({ earliest: earliest + elapsed, latest: latest + elapsed }, this.#driftIn(elapsed)));
  }

  /** Polls the masters for ever; ends never. */
  *keepSynced(): Task<void> {
    for (;;) {
      yield* this.sync();
      yield* this.#host.sleep(this.#options.pollMicros);
    }
  }

  /** Polls all masters once, and believes what most of them agree on. */
  *sync(): Task<void> {
    const askedAt = this.#host.now();
    const polls = this.#options.masters.map((master) => this.#host.spawn(`poll ${master}`, this.#poll(master)));
    const offsets: TimeInterval[] = [];
    for (const poll of polls) {
      const offset = yield* this.#host.wait(poll, Infinity, 'time masters to answer');
      if (offset !== undefined) offsets.push(offset);
    }
    const at = this.#host.now();
    const drift = this.#driftIn(at - askedAt);
    const agreed = agreeOnInterval(offsets.map((offset) => widen(offset, drift)));
    if (agreed === undefined) return;
    this.#synced = { earliest: at + agreed.earliest, latest: at + agreed.latest, at };
    this.#host.mark('clock', () => agreed);
    this.#host.sometimes(
      'true time: a master was outvoted',
      offsets.some((offset) => isApart(offset, agreed)),
    );
  }

  /** How far the true time was ahead of the local clock, by one master; undefined when it doesn't answer. */
  *#poll(master: string): Task<TimeInterval | undefined> {
    const askedAt = this.#host.now();
    const reply = yield* this.#host.call<MasterTime>(master, { kind: 'time' }, POLL_TIMEOUT_MICROS);
    if (reply === undefined) return undefined;
    const answeredAt = this.#host.now();
    const { time, error } = reply;
    return { earliest: time - error - answeredAt, latest: time + error - askedAt };
  }

  /** What the clock says of its uncertainty: the middle stays where it is. */
  #stated({ earliest, latest }: TimeInterval): TimeInterval {
    const error = (latest - earliest) >> 1;
    const kept = error - this.#host.statedClockError(error);
    return { earliest: earliest + kept, latest: latest - kept };
  }

  #driftIn(elapsedMicros: number): number {
    return Math.ceil((elapsedMicros * this.#options.driftPpm) / MILLION);
  }
}

function widen({ earliest, latest }: TimeInterval, micros: number): TimeInterval {
  return { earliest: earliest - micros, latest: latest + micros };
}

function isApart(a: TimeInterval, b: TimeInterval): boolean {
  return a.latest < b.earliest || b.latest < a.earliest;
}
