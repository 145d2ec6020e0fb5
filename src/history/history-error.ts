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
}

function describePlace({ file, line, operation, field }: HistoryPlace): string {
  const parts = [
    file,
    line === undefined ? undefined : `line ${line}`,
    operation === undefined ? undefined : `operation ${operation}`,
    field === undefined ? undefined : `field "${field}"`,
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? '' : `${parts.join(', ')}: `;
}
