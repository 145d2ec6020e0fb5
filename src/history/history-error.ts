import { inspect } from 'node:util';

/** Where in a history something is wrong. `line` is 1-based; `operation` is a 0-based position. */
export interface HistoryPlace {
  readonly file?: string;
  readonly line?: number;
  readonly operation?: number;
  readonly field?: string;
}

/** A history that can't be read or contradicts itself. The message says what was found, what was expected and where. */
export class HistoryError extends Error {
  readonly place: HistoryPlace;
  readonly problem: string;

  constructor(problem: string, place: HistoryPlace = {}) {
    super(`${describePlace(place)}${problem}`);
    this.name = 'HistoryError';
    this.problem = problem;
    this.place = place;
  }

  /** The same error for a caller that knows more about the place; what is known already stays. */
  within(place: HistoryPlace): HistoryError {
    return new HistoryError(this.problem, { ...place, ...this.place });
  }
}

/** Adds to a `HistoryError` where it was found; any other error stays as it is. */
export function locate(error: unknown, place: HistoryPlace): unknown {
  return error instanceof HistoryError ? error.within(place) : error;
}

const SHOWN_LENGTH = 60;
const ON_ONE_LINE = { breakLength: Infinity, compact: true, depth: 4 };

/** A value as an error message shows it: on one line, and cut where it is long. */
export function show(value: unknown): string {
  const text = typeof value === 'string' ? JSON.stringify(value) : inspect(value, ON_ONE_LINE);
  return text.length > SHOWN_LENGTH ? `${text.slice(0, SHOWN_LENGTH)}…` : text;
}

function describePlace({ file, line, operation, field }: HistoryPlace): string {
  const parts = [
    file,
    line === undefined ? undefined : `line ${line}`,
    operation === undefined || line !== undefined ? undefined : `operation ${operation}`,
    field === undefined ? undefined : `field "${field}"`,
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? '' : `${parts.join(', ')}: `;
}
