import { HistoryError } from './history-error.ts';
import { isPlainObject, setOwn } from './plain-object.ts';
import { splitPair } from './independent.ts';
import type { Operation } from './operation.generated.ts';
import { codeOfType } from './operation-type.ts';
import { Renumbering } from './renumbering.ts';
import { Sequence } from './sequence.ts';
import { validateOperation } from './validate.ts';

export interface IntakeOptions {
  /**
   * Takes what Jepsen's own histories do: a process goes on after `info` (it gets a new number), `time` goes back or
   * is -1, indices have gaps or are -1, `process` and `f` are left out of histories of transactions.
   */
  readonly renumber: boolean;
  /** Takes the value `[key, value]` of client operations apart; the key becomes the extra field `key`. */
  readonly independent: boolean;
}

/** Turns the records of a file, one after the other, into operations: fills what may be left out, checks the rest. */
export class Intake {
  readonly independent: boolean;
  readonly renumber: boolean;
  readonly sequence: Sequence;
  readonly #renumbering = new Renumbering();
  #anonymous: number | undefined;
  #anonymousCount = 0;

  constructor({ renumber, independent }: IntakeOptions) {
    this.renumber = renumber;
    this.independent = independent;
    this.sequence = new Sequence(renumber);
  }

  /** @throws HistoryError without file and line, for a field that breaks the schema or the order of the history. */
  accept(record: unknown): Operation {
    if (!isPlainObject(record)) return validateOperation(record);
    const timed = !this.#isAbsent(record['time']);
    const operation = validateOperation(this.#fill(record));
    this.sequence.advance(operation.index, operation.time, timed);
    if (typeof operation.process === 'number')
      operation.process = this.nameClient(operation.process, codeOfType(operation.type));
    const pair = this.independent ? splitPair(operation) : undefined;
    if (pair !== undefined) [operation['key'], operation.value] = pair;
    return operation;
  }

  /**
   * The number of a client in the history for the one that a file gives with its next event.
   *
   * @param type a type's code
   */
  nameClient(process: number, type: number): number {
    return this.renumber ? this.#renumbering.rename(process, type) : process;
  }

  /** All fields of an operation, always in the same order, and the extra ones behind them. */
  #fill(record: Readonly<Record<string, unknown>>): Record<string, unknown> {
    const { process, type, f, value = null } = record;
    const operation: Record<string, unknown> = {
      index: this.#isAbsent(record['index']) ? this.sequence.nextIndex : record['index'],
      time: this.#isAbsent(record['time']) ? this.sequence.nextTime : record['time'],
      process: this.renumber ? (process ?? this.#anonymousProcess(type)) : process,
      type,
      f: this.renumber && isTransaction(value) ? (f ?? 'txn') : f,
      value,
    };
    for (const name in record) if (!Object.hasOwn(operation, name)) setOwn(operation, name, record[name]);
    return operation;
  }

  /** Jepsen writes -1, Knossos nil, for an index or a time that nobody took. */
  #isAbsent(field: unknown): boolean {
    return field === undefined || field === null || (field === -1 && this.renumber);
  }

  /** Without process ids a completion belongs to the one invocation that is open; each invocation is a process of its own. */
  #anonymousProcess(type: unknown): number | undefined {
    if (type !== 'invoke') {
      const open = this.#anonymous;
      this.#anonymous = undefined;
      return open;
    }
    if (this.#anonymous !== undefined)
      throw new HistoryError('is missing; operations without one must not overlap', { field: 'process' });
    this.#anonymous = this.#anonymousCount++;
    return this.#anonymous;
  }
}

function isTransaction(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0 && value.every((operation) => Array.isArray(operation));
}
