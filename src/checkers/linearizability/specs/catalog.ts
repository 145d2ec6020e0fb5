import type { Spec } from '../spec.ts';
import { appendOnlyLog } from './append-only-log.ts';
import { bag, fifoQueue, priorityQueue, stack } from './collections.ts';
import { counter } from './counter.ts';
import { fencedLease } from './fenced-lease.ts';
import { keyValue } from './key-value.ts';
import { multiRegister } from './multi-register.ts';
import { mutex } from './mutex.ts';
import { ownerMutex } from './owner-mutex.ts';
import { casRegister, register } from './register.ts';
import { set } from './set.ts';
import { uniqueIds } from './unique-ids.ts';
import { versionedRegister } from './versioned-register.ts';

/** The name of a spec that comes with the project. */
export type SpecName =
  | 'register'
  | 'cas-register'
  | 'versioned-register'
  | 'multi-register'
  | 'key-value'
  | 'mutex'
  | 'owner-mutex'
  | 'fenced-lease'
  | 'fifo-queue'
  | 'stack'
  | 'priority-queue'
  | 'bag'
  | 'set'
  | 'counter'
  | 'unique-ids'
  | 'append-only-log';

const catalog: Readonly<Record<SpecName, Spec>> = {
  register,
  'cas-register': casRegister,
  'versioned-register': versionedRegister,
  'multi-register': multiRegister,
  'key-value': keyValue,
  mutex,
  'owner-mutex': ownerMutex,
  'fenced-lease': fencedLease,
  'fifo-queue': fifoQueue,
  stack,
  'priority-queue': priorityQueue,
  bag,
  set,
  counter,
  'unique-ids': uniqueIds,
  'append-only-log': appendOnlyLog,
};

/** The names of all specs, for messages and options. */
export const specNames: readonly SpecName[] = Object.keys(catalog) as SpecName[];

/** The names of the specs that know all of some operations. */
export function specsWith(operations: ReadonlySet<string>): readonly SpecName[] {
  return specNames.filter((name) => [...operations].every((f) => catalog[name].operations.includes(f)));
}

/** A spec by its name. */
export function specOf(name: SpecName): Spec {
  return catalog[name];
}
