import type { Workload } from '../../../src/checkers/isolation/transactions.ts';
import { History } from '../../../src/history/history.ts';
import type { Operation } from '../../../src/history/operation.generated.ts';
import { Random } from '../linearizability/random.ts';

/** How a store isolates transactions, or fails to. `any-state`: each read sees whatever state it likes, past or to come. */
export type StoreKind = (typeof storeKinds)[number];

export const storeKinds = [
  'serial',
  'snapshots',
  'stale-snapshots',
  'committed',
  'uncommitted',
  'replicas',
  'any-state',
  'broken',
] as const;

type Micro = [f: string, key: string, value: unknown];
type Lists = Record<string, unknown[]>;
type Fate = 'ok' | 'fail' | 'info';

interface Running {
  readonly process: number;
  readonly asked: readonly Micro[];
  readonly told: Micro[];
  readonly fate: Fate;
  /** Whether the store keeps what it wrote; of an unknown outcome either may be. */
  readonly commits: boolean;
  /** By key how much of the data it sees. */
  readonly snapshot: ReadonlyMap<string, number>;
  readonly replica: number;
}

const KEYS = ['x', 'y', 'z'];
const NOBODYS = 99;

/**
 * A history of up to six transactions at a store of the given kind: some are empty, some of unknown outcome, some fail; keys are read and written
 * more than once in a transaction. All kinds append to one list a key and differ in what a transaction sees of it, and when. `broken` also
 * shows what failed, values of nobody, elements twice and lists reversed.
 */
export function randomStoreHistory(workload: Workload, kind: StoreKind, seed: number): History {
  return new RandomStore(workload, kind, new Random(seed)).run();
}

class RandomStore {
  readonly #workload: Workload;
  readonly #kind: StoreKind;
  readonly #random: Random;
  readonly #keys: readonly string[];
  /** Whether snapshots lose to the first committer, and rolled back writes vanish. */
  readonly #isTidy: boolean;
  /** Each transaction either writes or reads all keys: what long forks and causal violations are made of. */
  readonly #isSplit: boolean;
  readonly #lists: Lists = {};
  readonly #replicas: Record<string, number>[] = [];
  readonly #operations: Operation[] = [];
  readonly #running: (Running | undefined)[] = [];
  readonly #processes: number[] = [];
  #written = 0;

  constructor(workload: Workload, kind: StoreKind, random: Random) {
    this.#workload = workload;
    this.#kind = kind;
    this.#random = random;
    this.#keys = KEYS.slice(0, 1 + random.below(KEYS.length));
    this.#isTidy = random.chance(50);
    this.#isSplit = random.chance(25);
    for (const key of this.#keys) this.#lists[key] = [];
    const none = (): Record<string, number> => Object.fromEntries(this.#keys.map((key) => [key, 0]));
    this.#replicas.push(none(), none());
    const clients = 1 + random.below(5);
    for (let client = 0; client < clients; client++) this.#processes.push(client);
    this.#running = this.#processes.map(() => undefined);
  }

  run(): History {
    const random = this.#random;
    let left = 1 + Math.max(random.below(6), random.below(6));
    while (left > 0 || this.#running.some((running) => running !== undefined)) {
      const client = random.below(this.#processes.length);
      const running = this.#running[client];
      if (running === undefined) {
        if (left === 0) continue;
        left--;
        this.#running[client] = this.#begin(client);
      } else if (running.told.length < running.asked.length && this.#kind !== 'serial') this.#step(running);
      else this.#end(client, running);
    }
    if (this.#kind === 'any-state' || this.#kind === 'broken') this.#readAnything();
    return new History(this.#operations);
  }

  #begin(client: number): Running {
    const random = this.#random;
    const asked = this.#isSplit ? this.#askSplit() : this.#askAnything();
    const process = this.#processes[client]!;
    this.#record('invoke', process, asked);
    const roll = random.below(10);
    const fate: Fate = roll === 0 ? 'info' : roll === 1 ? 'fail' : 'ok';
    const lag = this.#kind === 'stale-snapshots' ? random.below(3) : 0;
    return {
      process,
      asked,
      told: [],
      fate,
      commits: fate === 'ok' || (fate === 'info' && random.chance(50)),
      snapshot: new Map(this.#keys.map((key) => [key, Math.max(0, this.#lists[key]!.length - lag)])),
      replica: random.below(this.#replicas.length),
    };
  }

  #askAnything(): Micro[] {
    const random = this.#random;
    const length = random.below(12) === 0 ? 0 : 1 + random.below(4);
    return Array.from({ length }, () => {
      const key = random.pick(this.#keys);
      return random.chance(50) ? ['r', key, null] : this.#newWrite(key);
    });
  }

  #askSplit(): Micro[] {
    if (this.#random.chance(40)) return [this.#newWrite(this.#random.pick(this.#keys))];
    return this.#keys.map((key) => ['r', key, null]);
  }

  #newWrite(key: string): Micro {
    return [this.#workload === 'list-append' ? 'append' : 'w', key, ++this.#written];
  }

  /** One micro-operation, between those of others. */
  #step(running: Running): void {
    const [f, key, value] = running.asked[running.told.length]!;
    if (f !== 'r') {
      if (this.#kind === 'uncommitted') this.#lists[key]!.push(value);
      running.told.push([f, key, value]);
      return;
    }
    const list = this.#lists[key]!;
    const visible = list.slice(0, this.#visible(running, key));
    if (this.#kind !== 'uncommitted')
      visible.push(...running.told.filter(([g, k]) => g !== 'r' && k === key).map(([, , own]) => own));
    running.told.push([f, key, this.#shown(visible)]);
  }

  #visible({ snapshot, replica }: Running, key: string): number {
    switch (this.#kind) {
      case 'snapshots':
      case 'stale-snapshots':
        return snapshot.get(key)!;
      case 'replicas':
        return this.#replicas[replica]![key]!;
      default:
        return this.#lists[key]!.length;
    }
  }

  #shown(list: readonly unknown[]): unknown {
    if (this.#workload === 'rw-register') return list.at(-1) ?? null;
    return list.length === 0 && this.#random.chance(50) ? null : list;
  }

  #end(client: number, running: Running): void {
    const { process, told, asked, snapshot, replica } = running;
    while (told.length < asked.length) this.#step(running);
    const writes = told.filter(([f]) => f !== 'r');
    const keepsFirst = this.#kind.endsWith('snapshots') && this.#isTidy;
    const loses = keepsFirst && writes.some(([, key]) => this.#lists[key]!.length !== snapshot.get(key));
    const fate = loses && running.fate === 'ok' ? 'fail' : running.fate;
    const isIn = this.#kind === 'uncommitted';
    if (running.commits && !loses && !isIn) for (const [, key, value] of writes) this.#lists[key]!.push(value);
    // What is rolled back was seen by others meanwhile. Some stores forget to.
    if (isIn && !running.commits && this.#isTidy)
      for (const [, key, value] of writes) this.#lists[key] = this.#lists[key]!.filter((one) => one !== value);
    for (const [i, sees] of this.#replicas.entries())
      for (const key of this.#keys) if (i === replica || this.#random.chance(40)) sees[key] = this.#lists[key]!.length;
    this.#running[client] = undefined;
    if (fate === 'info') {
      this.#processes[client] = process + this.#processes.length;
      if (this.#random.chance(50)) this.#record('info', process, asked);
    } else this.#record(fate, process, fate === 'ok' ? told : asked);
  }

  #record(type: Operation['type'], process: number, value: readonly Micro[]): void {
    const index = this.#operations.length;
    this.#operations.push({ index, time: index, process, type, f: 'txn', value: value.map((micro) => [...micro]) });
  }

  /** Puts what reads return anew, from anywhere in the final lists. */
  #readAnything(): void {
    const keepsOwn = this.#random.chance(50);
    this.#operations.forEach((operation, at) => {
      if (operation.type !== 'ok') return;
      const micros = operation.value as Micro[];
      const value = micros.map(([f, key, seen], place): Micro => {
        if (f !== 'r') return [f, key, seen];
        const usesKeyBefore = micros.slice(0, place).some(([, k]) => k === key);
        if ((keepsOwn && usesKeyBefore) || this.#random.chance(30)) return [f, key, seen];
        const list = this.#lists[key]!.slice(0, this.#random.below(this.#lists[key]!.length + 1));
        return [f, key, this.#kind === 'broken' ? this.#twisted(key, list) : this.#shown(list)];
      });
      this.#operations[at] = { ...operation, value };
    });
  }

  #twisted(key: string, list: readonly unknown[]): unknown {
    const failed = this.#operations
      .filter(({ type }) => type === 'fail')
      .flatMap(({ value }) => (value as Micro[]).filter(([f, k]) => f !== 'r' && k === key).map(([, , own]) => own));
    switch (this.#random.below(12)) {
      case 0:
        return this.#shown([...list, NOBODYS]);
      case 1:
        return this.#shown(list.toReversed());
      case 2:
        return this.#shown([...list, ...list.slice(0, 1)]);
      case 3:
      case 4:
        return this.#shown([...list, ...failed]);
      default:
        return this.#shown(list);
    }
  }
}
