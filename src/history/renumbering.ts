import { INFO, INVOKE } from './operation-type.ts';

/**
 * Gives a client that goes on after `info` a new process number for each new life, as Jepsen itself does when it runs:
 * stored histories of older tools re-use the number. Numbers that are used once stay as they are.
 */
export class Renumbering {
  readonly #current: Map<number, number> = new Map();
  readonly #retired: Set<number> = new Set();
  readonly #taken: Set<number> = new Set();
  #greatest = -1;

  /**
   * The number under which the next event of `process` goes into the history.
   *
   * @param type a type's code
   */
  rename(process: number, type: number): number {
    const current = this.#current.get(process);
    const starts = current === undefined || (type === INVOKE && this.#retired.has(process));
    const name = starts ? this.#take(process) : current;
    this.#current.set(process, name);
    if (type === INFO) this.#retired.add(process);
    else if (starts) this.#retired.delete(process);
    return name;
  }

  #take(process: number): number {
    const name = this.#taken.has(process) ? this.#greatest + 1 : process;
    this.#taken.add(name);
    this.#greatest = Math.max(this.#greatest, name);
    return name;
  }
}
