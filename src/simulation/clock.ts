const MILLION = 1_000_000;

/** What all clocks show when a run begins: no clock of a program may be mistaken for the simulation's. */
export const CLOCK_START_MICROS = 1_000_000_000;

/**
 * A node's own clock: what it shows may be off (offset), run fast or slow (drift), or be moved by faults.
 * Times are integer microseconds; `trueMicros` is the simulation's time, which no node sees.
 */
export class Clock {
  /** How a leap second is taken: at once, or spread over the day before. */
  leapSecond: 'step' | 'smear' = 'smear';
  #anchorTrueMicros = 0;
  #anchorShownMicros: number;
  #driftPpm = 0;
  #understatedPpm = 0;
  #freezes = 0;
  #frozenShownMicros = 0;

  constructor(epochMicros: number) {
    this.#anchorShownMicros = epochMicros;
  }

  /** What the clock shows at the given true time. */
  read(trueMicros: number): number {
    return this.#freezes > 0 ? this.#frozenShownMicros : this.#running(trueMicros);
  }

  #running(trueMicros: number): number {
    const elapsed = trueMicros - this.#anchorTrueMicros;
    return this.#anchorShownMicros + elapsed + Math.trunc((elapsed * this.#driftPpm) / MILLION);
  }

  /** How much true time passes while this clock counts `micros`: rounded up, since no timer may ring early. */
  trueDuration(micros: number): number {
    return this.#driftPpm === 0 ? micros : Math.ceil((micros * MILLION) / (MILLION + this.#driftPpm));
  }

  /**
   * Changes the rate by so many millionths, on top of what other faults changed. Timers that run keep their old rate.
   *
   * @throws RangeError when the clock would stand still or run backwards.
   */
  changeDrift(trueMicros: number, ppm: number): void {
    if (this.#driftPpm + ppm <= -MILLION) throw new RangeError(`a clock cannot run at ${this.#driftPpm + ppm} ppm`);
    this.#anchorShownMicros = this.#running(trueMicros);
    this.#anchorTrueMicros = trueMicros;
    this.#driftPpm += ppm;
  }

  /** Moves the hands by so many microseconds, forwards or backwards. */
  shift(micros: number): void {
    this.#anchorShownMicros += micros;
  }

  /** Changes how many millionths of its error the clock keeps to itself, on top of what other faults changed. */
  understate(ppm: number): void {
    this.#understatedPpm += ppm;
  }

  /** What the clock says of an error that it may have: all of it, unless a fault makes it lie. */
  statedError(micros: number): number {
    if (this.#understatedPpm === 0) return micros;
    return Math.ceil((micros * (MILLION - Math.min(MILLION, this.#understatedPpm))) / MILLION);
  }

  /** The hands stand still; the works, and with them timers, go on. Each `freeze` needs its own `thaw`. */
  freeze(trueMicros: number): void {
    if (this.#freezes++ === 0) this.#frozenShownMicros = this.#running(trueMicros);
  }

  /** Takes one freeze back; when none is left, the hands jump to where the works are. */
  thaw(): void {
    this.#freezes = Math.max(0, this.#freezes - 1);
  }
}
