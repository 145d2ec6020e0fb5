import { IsolationError } from './isolation-error.ts';

/** What transactions may see of each other, apart from any order between sessions or in real time. */
export type BaseLevel =
  | 'read-uncommitted'
  | 'read-committed'
  | 'monotonic-atomic-view'
  | 'read-atomic'
  | 'causal'
  | 'parallel-snapshot-isolation'
  | 'prefix'
  | 'snapshot-isolation'
  | 'serializable'
  | 'per-key-linearizable';

/** Which order beyond the data itself a level respects: none, that of each session, or real time (which includes the sessions'). */
export type RespectedOrder = 'none' | 'session' | 'realtime';

interface LevelRule {
  readonly base: BaseLevel;
  readonly order: RespectedOrder;
  /** The strongest levels that follow from it; the rest follows from those. */
  readonly implies: readonly IsolationLevel[];
}

function level(base: BaseLevel, order: RespectedOrder, ...implies: readonly IsolationLevel[]): LevelRule {
  return { base, order, implies };
}

/** An isolation level, by name. */
export type IsolationLevel =
  | 'strict-serializable'
  | 'strong-session-serializable'
  | 'serializable'
  | 'repeatable-read'
  | 'per-key-linearizable'
  | 'strong-snapshot-isolation'
  | 'strong-session-snapshot-isolation'
  | 'snapshot-isolation'
  | 'strong-session-prefix'
  | 'prefix'
  | 'strong-session-parallel-snapshot-isolation'
  | 'parallel-snapshot-isolation'
  | 'causal'
  | 'causal-cerone'
  | 'strong-session-read-atomic'
  | 'read-atomic'
  | 'monotonic-atomic-view'
  | 'strong-read-committed'
  | 'strong-session-read-committed'
  | 'read-committed'
  | 'strong-read-uncommitted'
  | 'strong-session-read-uncommitted'
  | 'read-uncommitted';

/*
 * From strong to weak. Sources: Adya's thesis (1999) for PL-1 to PL-3, Bailis et al. (VLDB 2013) for monotonic atomic view, Cerone,
 * Bernardi and Gotsman (CONCUR 2015) for read atomic to serializable, Daudjee and Salem (VLDB 2006) for strong session levels.
 * Without predicates PL-2.99 and PL-3 forbid the same cycles, so repeatable read is decided as serializable.
 */
const RULES: Readonly<Record<IsolationLevel, LevelRule>> = {
  'strict-serializable': level(
    'serializable',
    'realtime',
    'strong-session-serializable',
    'strong-snapshot-isolation',
    'per-key-linearizable',
  ),
  'strong-session-serializable': level('serializable', 'session', 'serializable', 'strong-session-snapshot-isolation'),
  serializable: level('serializable', 'none', 'repeatable-read', 'snapshot-isolation'),
  'repeatable-read': level('serializable', 'none', 'monotonic-atomic-view'),
  'per-key-linearizable': level('per-key-linearizable', 'realtime'),
  'strong-snapshot-isolation': level(
    'snapshot-isolation',
    'realtime',
    'strong-session-snapshot-isolation',
    'strong-read-committed',
  ),
  'strong-session-snapshot-isolation': level(
    'snapshot-isolation',
    'session',
    'snapshot-isolation',
    'strong-session-parallel-snapshot-isolation',
    'strong-session-prefix',
  ),
  'snapshot-isolation': level('snapshot-isolation', 'none', 'parallel-snapshot-isolation', 'prefix'),
  'strong-session-prefix': level('prefix', 'session', 'prefix', 'causal'),
  prefix: level('prefix', 'none', 'causal-cerone'),
  'strong-session-parallel-snapshot-isolation': level(
    'parallel-snapshot-isolation',
    'session',
    'parallel-snapshot-isolation',
    'causal',
  ),
  'parallel-snapshot-isolation': level('parallel-snapshot-isolation', 'none', 'causal-cerone'),
  causal: level('causal', 'session', 'causal-cerone', 'strong-session-read-atomic'),
  'causal-cerone': level('causal', 'none', 'read-atomic'),
  'strong-session-read-atomic': level('read-atomic', 'session', 'read-atomic', 'strong-session-read-committed'),
  'read-atomic': level('read-atomic', 'none', 'monotonic-atomic-view'),
  'monotonic-atomic-view': level('monotonic-atomic-view', 'none', 'read-committed'),
  'strong-read-committed': level(
    'read-committed',
    'realtime',
    'strong-session-read-committed',
    'strong-read-uncommitted',
  ),
  'strong-session-read-committed': level(
    'read-committed',
    'session',
    'read-committed',
    'strong-session-read-uncommitted',
  ),
  'read-committed': level('read-committed', 'none', 'read-uncommitted'),
  'strong-read-uncommitted': level('read-uncommitted', 'realtime', 'strong-session-read-uncommitted'),
  'strong-session-read-uncommitted': level('read-uncommitted', 'session', 'read-uncommitted'),
  'read-uncommitted': level('read-uncommitted', 'none'),
};

/** All levels that can be asked for, strong ones before those that they imply. */
export const isolationLevels: readonly IsolationLevel[] = Object.keys(RULES) as IsolationLevel[];

/** Levels that the field knows and that this checker does not decide. */
const REFUSED: Readonly<Record<string, string>> = {
  'cursor-stability': 'histories do not record cursors',
  'view-serializable': 'the checker decides conflict serializability',
  'update-serializable': 'it is not implemented',
  'consistent-view': 'it is not implemented; snapshot-isolation is the next stronger level',
  'forward-consistent-view': 'it is not implemented; snapshot-isolation is the next stronger level',
  'monotonic-view': 'it is not implemented; monotonic-atomic-view is close',
  'monotonic-snapshot-read': 'it is not implemented; snapshot-isolation is the next stronger level',
  'update-atomic': 'it is not implemented; parallel-snapshot-isolation is the next stronger level',
  linearizable: 'it is about single operations: use the linearizability checker, or per-key-linearizable',
  sequential: 'it is about single operations: use strong-session-serializable for transactions',
};

/** @throws IsolationError for a name that is no level that can be decided. */
export function parseLevel(name: string): IsolationLevel {
  if (Object.hasOwn(RULES, name)) return name as IsolationLevel;
  const why = Object.hasOwn(REFUSED, name) ? REFUSED[name] : undefined;
  if (why !== undefined) throw new IsolationError(`isolation level "${name}" can't be decided: ${why}`);
  throw new IsolationError(`unknown isolation level "${name}"; known are ${isolationLevels.join(', ')}`);
}

export function baseOf(name: IsolationLevel): BaseLevel {
  return RULES[name].base;
}

export function orderOf(name: IsolationLevel): RespectedOrder {
  return RULES[name].order;
}

/** The level itself and all that follow from it. */
export function impliedLevels(name: IsolationLevel): ReadonlySet<IsolationLevel> {
  return CLOSURE[name];
}

const CLOSURE: Readonly<Record<IsolationLevel, ReadonlySet<IsolationLevel>>> = closeImplications();

function closeImplications(): Record<IsolationLevel, ReadonlySet<IsolationLevel>> {
  const closure: Partial<Record<IsolationLevel, ReadonlySet<IsolationLevel>>> = {};
  for (const name of isolationLevels.toReversed()) {
    const implied = RULES[name].implies.flatMap((weaker) => [...(closure[weaker] ?? [])]);
    closure[name] = new Set([name, ...implied]);
  }
  return closure as Record<IsolationLevel, ReadonlySet<IsolationLevel>>;
}
