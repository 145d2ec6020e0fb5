import type { History } from '../../history/history.ts';
import { HistoryError, show } from '../../history/history-error.ts';
import type { Operation } from '../../history/operation.generated.ts';
import { readCore } from '../cluster/core.ts';
import { fieldsOf } from '../values.ts';

const SHAPE = '{ keys: { key: { owners, siblings, clock } } }';

/** What one server stated of one key that it stores as an owner. */
export interface ReplicaState {
  readonly server: string;
  /** Who owns the key, by this server's own ring. */
  readonly owners: readonly string[];
  readonly siblings: readonly unknown[];
  /** The version in words; equal versions have equal words. */
  readonly clock: string;
  /** Index in the history of the server's statement. */
  readonly index: number;
}

/**
 * All statements of the servers about what they hold, by key. The last statement of a server counts. Where only a core of the
 * cluster healed, servers outside of it are no owners: nothing is promised of them.
 */
export function readReplicaStates(history: History): ReadonlyMap<string, readonly ReplicaState[]> {
  const core = readCore(history);
  const statements = new Map(history.observations('replica-state').map((statement) => [statement.process, statement]));
  const states = new Map<string, ReplicaState[]>();
  for (const statement of statements.values()) {
    if (core?.has(String(statement.process)) === false) continue;
    for (const [key, { owners: all, siblings, clock }] of Object.entries(keysStated(statement))) {
      const owners = core === undefined ? all : all.filter((owner) => core.has(owner));
      const state = { server: String(statement.process), owners, siblings, clock, index: statement.index };
      const known = states.get(key);
      if (known === undefined) states.set(key, [state]);
      else known.push(state);
    }
  }
  return states;
}

type Stated = Pick<ReplicaState, 'owners' | 'siblings' | 'clock'>;

function keysStated(statement: Operation): Readonly<Record<string, Stated>> {
  const { keys } = fieldsOf(statement, SHAPE);
  const isStated = (state: unknown): state is Stated => {
    const { owners, siblings, clock } = (state ?? {}) as Partial<Stated>;
    return Array.isArray(owners) && Array.isArray(siblings) && typeof clock === 'string';
  };
  if (typeof keys === 'object' && keys !== null && Object.values(keys).every(isStated))
    return keys as Record<string, Stated>;
  throw new HistoryError(`${show(statement.value)} is no replica state; expected ${SHAPE}`, {
    operation: statement.index,
  });
}

/** Whether all who hold a key name the same owners. */
export function agreeOnOwners(states: readonly ReplicaState[]): boolean {
  const namesOf = ({ owners }: ReplicaState): string => owners.toSorted().join(' ');
  return new Set(states.map(namesOf)).size <= 1;
}

/** Owners of a key, by those who hold it, that did not say that they hold it too. */
export function ownersWithout(states: readonly ReplicaState[]): readonly string[] {
  const owners = new Set(states.flatMap((state) => state.owners));
  for (const { server } of states) owners.delete(server);
  return [...owners];
}

/** The statements of those who believe that they own the key. */
export function statedByOwners(states: readonly ReplicaState[]): readonly ReplicaState[] {
  return states.filter(({ server, owners }) => owners.includes(server));
}
