import type { LoggedEvent } from '../../simulation/event-log.ts';
import type { PlanRequest } from '../plan.ts';
import type { Trail } from '../replay.ts';

/** What a process is to run, as plain data. */
export interface Job {
  readonly requests: readonly PlanRequest[];
  /** Address of a module whose export `systems` has the systems; null for the package's own. */
  readonly module: string | null;
  /** Backwards and after another plan: whatever runs leave behind in a process is another thing then. */
  readonly isBackwards: boolean;
  /** Numbers of the requests whose events are wanted in words. */
  readonly logged: readonly number[];
}

/** How one request went: its trail, or why it failed. */
export interface Ran {
  /** Number of the request. */
  readonly nth: number;
  readonly trail: Trail | null;
  readonly error: string | null;
  /** In which event it did what no run may do, or failed otherwise; null where it went well, or nobody looked. */
  readonly failedIn: number | null;
  /** Its events in words, where they were wanted. */
  readonly log: readonly LoggedEvent[] | null;
}
