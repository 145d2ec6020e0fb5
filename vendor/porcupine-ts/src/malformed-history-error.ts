/**
 * Thrown when a history is no set of completed operations: a call without return, a return without call, an identifier
 * used twice, or a return that is earlier than its call. Porcupine's answer is undefined there.
 */
export class MalformedHistoryError extends Error {
  override readonly name: string = 'MalformedHistoryError';
  /** Place of the offending element in its partition of the history, from 0. */
  readonly index: number;

  constructor(message: string, index: number) {
    super(message);
    this.index = index;
  }
}
