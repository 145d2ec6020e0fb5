import type { Host } from '../../../simulation/host.ts';
import type { LogRecord, TokenEnd } from './messages.ts';

const FILE = 'wal';

/**
 * A write-ahead log on disk. Lines written under one token come from one leader, so two logs that share a token agree as
 * far as both go: where they differ is found from the ends of tokens alone (leader epochs, Kafka's KIP-101).
 */
export class WriteAheadLog {
  readonly #host: Host;

  constructor(host: Host) {
    this.#host = host;
  }

  get records(): readonly LogRecord[] {
    return this.#host.read<LogRecord>(FILE);
  }

  get length(): number {
    return this.records.length;
  }

  /** The token of the line before a position; 0 at the beginning. */
  tokenBefore(position: number): number {
    return this.records[position - 1]?.token ?? 0;
  }

  append(record: LogRecord): void {
    this.#host.append(FILE, record);
  }

  /** Writes lines from a position on. What is there already stays, unless it came from another leader: then it goes. */
  write(from: number, records: readonly LogRecord[]): void {
    records.forEach((record, nth) => {
      const there = this.records[from + nth];
      if (there?.token === record.token) return;
      if (there !== undefined) this.truncate(from + nth);
      this.append(record);
    });
  }

  truncate(length: number): void {
    if (length < this.length) this.#host.replace(FILE, this.records.slice(0, length));
  }

  /** The tokens in their order, with the position after the last line of each. */
  ends(): readonly TokenEnd[] {
    const ends: { token: number; end: number }[] = [];
    this.records.forEach(({ token }, at) => {
      const last = ends.at(-1);
      if (last?.token === token) last.end = at + 1;
      else ends.push({ token, end: at + 1 });
    });
    return ends;
  }
}

/** How many lines two logs share. */
export function sharedLength(a: readonly TokenEnd[], b: readonly TokenEnd[]): number {
  let shared = 0;
  for (const [nth, { token, end }] of a.entries()) {
    const other = b[nth];
    if (other?.token !== token) break;
    shared = Math.min(end, other.end);
    if (end !== other.end) break;
  }
  return shared;
}
