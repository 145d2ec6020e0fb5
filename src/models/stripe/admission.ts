import type { Host } from '../../simulation/host.ts';
import { TokenBucket } from '../parts/token-bucket.ts';

/** How much an API server takes on. */
export interface AdmissionLimits {
  readonly requestsPerSecond: number;
  readonly burst: number;
  readonly concurrentRequests: number;
}

/** Of the requests at work, the share that readings may have, in percent: the rest is kept for what moves money. */
const READINGS_PERCENT = 80;
const SHED_RETRY_MICROS = 30_000;

/**
 * Whether a request is taken on: a bucket of tokens for each merchant, and a load shedder that turns readings away first
 * (Tarjan, "Scaling your API with rate limiters", Stripe 2017).
 */
export class Admission {
  readonly #host: Host;
  readonly #limits: AdmissionLimits;
  readonly #buckets = new Map<string, TokenBucket>();
  #working = 0;

  constructor(host: Host, limits: AdmissionLimits) {
    this.#host = host;
    this.#limits = limits;
  }

  /** Takes a request on: undefined, or after how many microseconds it may come back. */
  admit(merchant: string, isReading: boolean): number | undefined {
    const { requestsPerSecond, burst, concurrentRequests } = this.#limits;
    const most = isReading ? Math.floor((concurrentRequests * READINGS_PERCENT) / 100) : concurrentRequests;
    const isShed = this.#working >= most;
    this.#host.sometimes('stripe: load shed', isShed);
    if (isShed) return SHED_RETRY_MICROS;
    const now = this.#host.now();
    const bucket = this.#buckets.get(merchant) ?? new TokenBucket(requestsPerSecond, burst, now);
    this.#buckets.set(merchant, bucket);
    const wait = bucket.take(now);
    this.#host.sometimes('stripe: rate limited', wait > 0);
    if (wait > 0) return wait;
    this.#working++;
    return undefined;
  }

  done(): void {
    this.#working--;
  }
}
