import type { IntervalClock } from '../interval-clock.ts';
import type { LogMechanisms } from './mechanisms.ts';

/**
 * The lease votes that this replica gave. A vote binds until it has surely run out by true time; then no two leaders'
 * leases overlap (Corbett et al., "Spanner", OSDI 2012, section 4.1.1 and appendix A).
 */
export class LeaseVotes {
  readonly #clock: IntervalClock;
  readonly #leaseMicros: number;
  readonly #mechanisms: LogMechanisms;
  #leader: string | undefined = undefined;
  #until: number;

  /** After a restart the votes given before are forgotten, so all of them are waited out. */
  constructor(clock: IntervalClock, leaseMicros: number, mechanisms: LogMechanisms, isRestart: boolean) {
    this.#clock = clock;
    this.#leaseMicros = leaseMicros;
    this.#mechanisms = mechanisms;
    this.#until = isRestart ? clock.now().latest + leaseMicros : 0;
  }

  /** Votes for a leader, from now for the length of a lease. */
  give(leader: string): void {
    this.#leader = leader;
    this.#until = Math.max(this.#until, this.#clock.now().latest + this.#leaseMicros);
  }

  /** Whether a vote for this candidate would break none that still binds. */
  isFreeFor(candidate: string): boolean {
    return this.#leader === candidate || this.#mechanisms.isVoteOver(this.#until, this.#clock.now());
  }
}
