import { History } from '../../src/history/history.ts';
import type { Operation } from '../../src/history/operation.generated.ts';

type Extra = Readonly<Record<string, unknown>>;

/** Records a history of a run by hand, line by line; each line is a millisecond after the one before unless `wait` says more. */
export class Recording {
  readonly #operations: Operation[] = [];
  readonly #open = new Map<number, readonly [f: string, value: unknown]>();
  #millis = 0;

  /** Servers `s1` … vote; client `i` is at home on `homes[i]`. */
  constructor(servers = ['s1', 's2', 's3'], homes: readonly string[] = servers) {
    this.#push('nemesis', 'info', 'topology', {
      servers: servers.map((name) => ({ name, votes: true })),
      clients: homes.map((home, i) => ({ name: `c${i}`, home })),
    });
  }

  wait(millis: number): this {
    this.#millis += millis;
    return this;
  }

  invoke(process: number, f: string, value: unknown): this {
    this.#open.set(process, [f, value]);
    return this.#push(process, 'invoke', f, value);
  }

  /** Completes what the process has open; without a value, with that of the invocation. */
  complete(process: number, type: 'ok' | 'fail' | 'info', value?: unknown, extra: Extra = {}): this {
    const [f, asked] = this.#open.get(process) ?? ['', undefined];
    this.#open.delete(process);
    return this.#push(process, type, f, value === undefined ? asked : value, extra);
  }

  /** An operation that nothing else overlaps. */
  perform(process: number, f: string, value: unknown, result: unknown = value, extra: Extra = {}): this {
    return this.invoke(process, f, value).complete(process, 'ok', result, extra);
  }

  start(kind: string, fault: number, value: Extra): this {
    return this.#push('nemesis', 'info', `start-${kind}`, { fault, ...value });
  }

  stop(kind: string, fault: number, value: Extra = {}): this {
    return this.#push('nemesis', 'info', `stop-${kind}`, { fault, ...value });
  }

  /** With a core: only that healed. */
  heal(core?: readonly string[]): this {
    return this.#push('nemesis', 'info', 'heal', core === undefined ? null : { core });
  }

  /** What the nemesis states beside faults. */
  nemesis(f: string, value: unknown): this {
    return this.#push('nemesis', 'info', f, value);
  }

  final(): this {
    return this.#push('nemesis', 'info', 'final', null);
  }

  observe(server: string, f: string, value: unknown): this {
    return this.#push(server, 'info', f, value);
  }

  /** What a server states at the end: for each key its owners and siblings, all at version `v1` unless given. */
  state(
    server: string,
    keys: Readonly<Record<string, readonly [owners: string[], siblings: unknown[], clock?: string]>>,
  ): this {
    const stated = Object.entries(keys).map(([key, [owners, siblings, clock = 'v1']]) => [
      key,
      { owners, siblings, clock },
    ]);
    return this.observe(server, 'replica-state', { keys: Object.fromEntries(stated) as unknown });
  }

  history(): History {
    return new History(this.#operations);
  }

  #push(process: number | string, type: Operation['type'], f: string, value: unknown, extra: Extra = {}): this {
    this.#millis++;
    const index = this.#operations.length;
    this.#operations.push({ index, time: this.#millis * 1_000_000, process, type, f, value, ...extra });
    return this;
  }
}
