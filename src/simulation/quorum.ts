import type { Future } from './future.ts';
import type { Kernel } from './kernel.ts';
import { type Need, type TaskRunner, Wait } from './task.ts';

/** A reply that counts towards a quorum, or against it. */
export interface QuorumReply<R> {
  readonly from: string;
  readonly reply: R;
}

/** What came of asking several nodes at once. */
export interface QuorumResult<R> {
  /** Whether enough replies were accepted before the timeout. */
  readonly isReached: boolean;
  readonly accepted: readonly QuorumReply<R>[];
  readonly rejected: readonly QuorumReply<R>[];
}

/** Waits until `need` replies were accepted, until that has become impossible, or for the timeout. */
export class QuorumWait<R> extends Wait<QuorumResult<R>> {
  readonly #kernel: Kernel;
  readonly #asked: readonly (readonly [string, Future<R>])[];
  readonly #need: number;
  readonly #timeoutMicros: number;
  readonly #accepts: (reply: R) => boolean;
  readonly #what: string;
  readonly #accepted: QuorumReply<R>[] = [];
  readonly #rejected: QuorumReply<R>[] = [];
  #runner: TaskRunner | undefined = undefined;
  #waitNumber = 0;
  #isOver = false;

  constructor(
    kernel: Kernel,
    asked: readonly (readonly [string, Future<R>])[],
    need: number,
    timeoutMicros: number,
    accepts: (reply: R) => boolean,
    what: string,
  ) {
    super(kernel.tally);
    this.#kernel = kernel;
    this.#asked = asked;
    this.#need = need;
    this.#timeoutMicros = timeoutMicros;
    this.#accepts = accepts;
    this.#what = what;
  }

  arm(runner: TaskRunner): boolean {
    for (const [from, answer] of this.#asked) answer.onResolved((reply, isLast) => this.#count(from, reply, isLast));
    if (this.#isDecided()) return true;
    this.#runner = runner;
    this.#waitNumber = runner.waitNumber;
    this.#kernel.scheduleTimeout(runner, runner.waitNumber, this.#timeoutMicros);
    return false;
  }

  describe(): string {
    return `${this.#need} of ${this.#asked.length} to answer ${this.#what}`;
  }

  need(): Need {
    const from = this.#asked.flatMap(([, answer]) => (answer.isDone ? [] : [answer as Future<unknown>]));
    return { from, count: this.#need - this.#accepted.length, timeoutMicros: this.#timeoutMicros };
  }

  protected override resultOf(): QuorumResult<R> {
    this.#isOver = true;
    return { isReached: this.#accepted.length >= this.#need, accepted: this.#accepted, rejected: this.#rejected };
  }

  /** Replies that come too late count for nothing. */
  #count(from: string, reply: R, isLast: boolean): void {
    if (this.#isOver) return;
    (this.#accepts(reply) ? this.#accepted : this.#rejected).push({ from, reply });
    const runner = this.#runner;
    if (runner === undefined || !this.#isDecided()) return;
    if (isLast) this.#kernel.resume(runner, this.#waitNumber, undefined);
    else this.#kernel.scheduleResume(runner, this.#waitNumber, undefined);
  }

  #isDecided(): boolean {
    return this.#accepted.length >= this.#need || this.#asked.length - this.#rejected.length < this.#need;
  }
}
