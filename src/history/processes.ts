import { HistoryError } from './history-error.ts';
import type { Process } from './operation.generated.ts';
import { INFO, INVOKE, OPERATION_TYPES } from './operation-type.ts';

const IDLE = -1;
const RETIRED = -2;

/**
 * The processes of a history, numbered in the order of their first appearance: clients 0, 1, 2 …, all others -1, -2, -3 …
 * It follows what each client does: one open invocation at a time, and nothing after an unknown outcome.
 */
export class Processes {
  readonly clients: number[] = [];
  readonly observers: string[] = [];
  readonly #ids: Map<Process, number> = new Map();
  /** By client: the position of its open invocation, or IDLE, or RETIRED. */
  readonly #open: number[] = [];

  idOf(process: Process): number {
    const known = this.#ids.get(process);
    if (known !== undefined) return known;
    const id = typeof process === 'number' ? this.clients.push(process) - 1 : -this.observers.push(process);
    if (id >= 0) this.#open.push(IDLE);
    this.#ids.set(process, id);
    return id;
  }

  /**
   * Takes the next event of a process; answers the position of the invocation that it completes, or -1.
   *
   * @param id what `idOf` gave
   * @param type a type's code
   * @throws HistoryError for a completion without invocation, a second invocation while one is open, or any event after `info`.
   */
  step(id: number, type: number, position: number): number {
    if (id < 0) return -1;
    const open = this.#open[id] ?? IDLE;
    if (open === RETIRED)
      throw misuse(position, 'process', `process ${this.clients[id]} goes on after info retired it`);
    if (type === INVOKE) {
      if (open !== IDLE)
        throw misuse(position, 'process', `process ${this.clients[id]} invokes while its operation ${open} is open`);
      this.#open[id] = position;
      return -1;
    }
    if (open === IDLE)
      throw misuse(
        position,
        'type',
        `process ${this.clients[id]} completes (${OPERATION_TYPES[type]}) what it never invoked`,
      );
    this.#open[id] = type === INFO ? RETIRED : IDLE;
    return open;
  }
}

function misuse(operation: number, field: string, problem: string): HistoryError {
  return new HistoryError(problem, { operation, field });
}
