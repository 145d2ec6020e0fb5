import type { Host } from '../../../simulation/host.ts';
import { TokenBucket } from '../../parts/token-bucket.ts';

/** How many connections a chat server takes. */
export interface ConnectionLimits {
  readonly sessionsAtOnce: number;
  readonly connectionsPerSecond: number;
}

const BURST = 3;
const NO_ROOM_RETRY_MICROS = 250_000;

/** Lets devices in, so many at once and so many a second. */
export class Listener {
  readonly #host: Host;
  readonly #limits: ConnectionLimits;
  readonly #bucket: TokenBucket;

  constructor(host: Host, limits: ConnectionLimits) {
    this.#host = host;
    this.#limits = limits;
    this.#bucket = new TokenBucket(limits.connectionsPerSecond, BURST, host.now());
  }

  /** Takes a connection on: 0, or after how many microseconds its device may come back. */
  admit(sessions: number): number {
    const hasRoom = sessions < this.#limits.sessionsAtOnce;
    this.#host.sometimes('whatsapp: connection refused, no room', !hasRoom);
    if (!hasRoom) return NO_ROOM_RETRY_MICROS;
    const waitMicros = this.#bucket.take(this.#host.now());
    this.#host.sometimes('whatsapp: connection refused, too many at once', waitMicros > 0);
    return waitMicros;
  }
}
