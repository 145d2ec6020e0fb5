import { baseKinds, type BaseKind } from './cycle.ts';
import { baseOf, impliedLevels, orderOf, type BaseLevel, type IsolationLevel } from './level.ts';

/**
 * The weakest level that forbids an anomaly that is no cycle. After Adya's thesis and Elle; what a store returned that nobody wrote, or
 * twice, or against the order in which one transaction wrote, is no behaviour of any level.
 */
const FORBIDDEN_BY: Readonly<Record<string, readonly IsolationLevel[]>> = {
  'thin-air': ['read-uncommitted'],
  'duplicate-elements': ['read-uncommitted'],
  'internal-write-order': ['read-uncommitted'],
  'cyclic-versions': ['read-uncommitted'],
  G1a: ['read-committed'],
  G1b: ['read-committed'],
  'incompatible-order': ['read-committed'],
  'dirty-update': ['read-committed'],
  'future-read': ['read-committed'],
  internal: ['read-atomic', 'repeatable-read'],
  'lost-update': ['parallel-snapshot-isolation', 'repeatable-read'],
};

/** The kinds of cycles that a base level forbids in all their forms. Between those of read committed and serializable it depends. */
const CYCLES_FORBIDDEN_BY: Readonly<Record<BaseLevel, readonly BaseKind[]>> = {
  'read-uncommitted': ['G0'],
  'read-committed': ['G0', 'G1c'],
  'monotonic-atomic-view': ['G0', 'G1c'],
  'read-atomic': ['G0', 'G1c'],
  causal: ['G0', 'G1c'],
  prefix: ['G0', 'G1c'],
  'parallel-snapshot-isolation': ['G0', 'G1c', 'G-single'],
  'snapshot-isolation': ['G0', 'G1c', 'G-single', 'G-nonadjacent'],
  serializable: baseKinds,
  'per-key-linearizable': [],
};

const SUFFIXES = { none: [''], session: ['', '-process'], realtime: ['', '-process', '-realtime'] } as const;

/** Whether a level forbids an anomaly of this kind wherever it occurs. */
export function forbids(level: IsolationLevel, kind: string): boolean {
  const by = Object.hasOwn(FORBIDDEN_BY, kind) ? FORBIDDEN_BY[kind]! : undefined;
  if (by !== undefined) return by.some((weakest) => impliedLevels(level).has(weakest));
  return forbiddenCycles(level).includes(kind);
}

/** The kinds of cycles that a level forbids, from the most telling to the least. */
export function forbiddenCycles(level: IsolationLevel): readonly string[] {
  const bases = CYCLES_FORBIDDEN_BY[baseOf(level)];
  return SUFFIXES[orderOf(level)].flatMap((suffix) => bases.map((base) => `${base}${suffix}`));
}
