import type { Digest } from './digest.ts';

/** An event, or a line of the history that it wrote, in words. */
export interface LoggedEvent {
  /** Number of the event, from 1; 0 for what happens before the first. */
  readonly event: number;
  readonly text: string;
  /** The run's digest after it. */
  readonly digest: string;
}

/** Every event of a run in words, to find the first one in which two runs differ. Costly; no influence on the run. */
export class EventLog {
  readonly entries: LoggedEvent[] = [];

  add(digest: Digest, text: string): void {
    this.entries.push({ event: digest.events, text, digest: digest.text() });
  }
}
