import type { Columns } from '../src/history/columns.ts';
import { ColumnsBuilder } from '../src/history/columns-builder.ts';
import { FAIL, INFO, INVOKE, OK } from '../src/history/operation-type.ts';

/** What a generated history is like. */
export interface Load {
  readonly operations: number;
  readonly clients: number;
  readonly seed: number;
  readonly keys?: number;
  /** How many calls never return. */
  readonly crashed?: number;
}

/** A call that is asked for. */
export interface Request {
  readonly f: string;
  readonly argument: unknown;
}

/** Objects by key: what clients ask of them, and what they answer. */
export interface Workload {
  /** @param unique a number that no other request got */
  request(random: () => number, unique: number): Request;
  /** The result; FAILED when nothing happened. */
  answer(request: Request, key: number): unknown;
}

export const FAILED: unique symbol = Symbol('failed');

interface Open {
  readonly process: number;
  readonly request: Request;
  readonly key: number;
  readonly crashes: boolean;
  isApplied: boolean;
  result: unknown;
}

/** A linearizable history: each call takes effect at a random instant before it returns. The same load makes the same history. */
export function generate(load: Load, workload: Workload): Columns {
  const random = mulberry32(load.seed);
  const below = (bound: number): number => Math.floor(random() * bound);
  const builder = new ColumnsBuilder();
  const crashEvery = load.crashed === undefined ? Infinity : Math.floor(load.operations / load.crashed);
  const idle = Array.from({ length: load.clients }, (_, client) => client);
  const open: Open[] = [];
  let nextProcess = load.clients;
  let started = 0;
  const push = ({ process, request, key }: Open, type: number, value: unknown): void => {
    const keyNumber = load.keys === undefined ? -1 : builder.keys.idOf(key);
    const processNumber = builder.processes.idOf(process);
    const f = builder.fs.idOf(request.f);
    builder.pushRow(builder.length, builder.length, processNumber, type, f, builder.values.idOf(value), keyNumber);
  };
  const apply = (call: Open): void => {
    if (!call.isApplied) call.result = workload.answer(call.request, call.key);
    call.isApplied = true;
  };
  while (started < load.operations || open.length > 0) {
    const choice = random();
    if (open.length > 0 && choice < 0.3) apply(open[below(open.length)]!);
    else if (started < load.operations && idle.length > 0 && choice < 0.7) {
      const process = idle.splice(below(idle.length), 1)[0]!;
      const crashes = ++started % crashEvery === 0;
      const key = load.keys === undefined ? 0 : below(load.keys);
      const request = workload.request(random, started);
      const call: Open = { process, request, key, crashes, isApplied: false, result: undefined };
      push(call, INVOKE, request.argument);
      open.push(call);
    } else if (open.length > 0) {
      const call = open.splice(below(open.length), 1)[0]!;
      idle.push(call.crashes ? nextProcess++ : call.process);
      if (!call.crashes) apply(call);
      if (call.crashes) push(call, INFO, call.request.argument);
      else if (call.result === FAILED) push(call, FAIL, call.request.argument);
      else push(call, OK, call.result);
    }
  }
  return builder.finish();
}

/** Registers by key; `distinct` values, or all different without it. `cas` makes a third of the calls compare-and-set. */
export function registers(distinct?: number, cas = false): Workload {
  const states = new Map<number, unknown>();
  const last: number[] = [];
  return {
    request(random, unique) {
      const choice = random();
      const value = distinct === undefined ? unique : Math.floor(random() * distinct);
      if (choice < (cas ? 1 / 3 : 0.5)) return { f: 'read', argument: null };
      if (!cas || choice < 2 / 3) return { f: 'write', argument: value };
      return { f: 'cas', argument: [distinct === undefined ? last.at(-1) : Math.floor(random() * distinct), value] };
    },
    answer({ f, argument }, key) {
      const state = states.get(key) ?? null;
      if (f === 'read') return state;
      const [old, value] = f === 'cas' ? (argument as [unknown, unknown]) : [state, argument];
      if (old !== state) return FAILED;
      states.set(key, value);
      last.push(value as number);
      return argument;
    },
  };
}

/** One collection of unique items; `position` says which item a take gets. */
export function collection(insert: string, take: string, kind: 'first' | 'last'): Workload {
  const items: unknown[] = [];
  let head = 0;
  return {
    request: (random, unique) => (random() < 0.5 ? { f: insert, argument: unique } : { f: take, argument: null }),
    answer({ f, argument }) {
      if (f === insert) return (items.push(argument), argument);
      if (head === items.length) return null;
      return kind === 'first' ? items[head++] : items.pop();
    },
  };
}

/** Makes one late read answer what was overwritten long before: a violation. Answers the history and where it is. */
export function withStaleRead(columns: Columns, position = 0.9): Columns {
  const value = columns.value.slice();
  let early = -1;
  for (let row = Math.floor(columns.length / 3); early < 0; row++)
    if (columns.type[row] === OK && columns.fNames[columns.f[row]!] === 'write') early = value[row]!;
  for (let row = Math.floor(columns.length * position); ; row++) {
    if (columns.type[row] !== OK || columns.fNames[columns.f[row]!] !== 'read' || value[row] === early) continue;
    value[row] = early;
    return { ...columns, value };
  }
}

function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
