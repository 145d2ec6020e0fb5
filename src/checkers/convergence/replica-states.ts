import type { History } from '../../history/history.ts';

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

/** All statements of the servers about what they hold, by key. The last statement of a server counts. */
export function readReplicaStates(history: History): ReadonlyMap<string, readonly ReplicaState[]> {
  const statements = new Map(history.observations('replica-state').map((statement) => [statement.process, statement]));
  const states = new Map<string, ReplicaState[]>();
  for (const { process, value, index } of statements.values()) {
    const { keys } = value as { keys: Record<string, Pick<ReplicaState, 'owners' | 'siblings' | 'clock'>> };
    for (const [key, { owners, siblings, clock }] of Object.entries(keys)) {
      const state = { server: String(process), owners, siblings, clock, index };
      const known = states.get(key);
      if (known === undefined) states.set(key, [state]);
      else known.push(state);
    }
  }
  return states;
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
