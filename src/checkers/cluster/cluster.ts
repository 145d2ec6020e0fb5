import type { History, Invocation } from '../../history/history.ts';
import { type FaultState, readFaultStates, statesDuring } from './fault-states.ts';
import { canReachAnyone, isMinority, serversHeard, serversInReach } from './sides.ts';
import { clientOf, readTopology, type RecordedTopology } from './topology.ts';

/** What a history says about who could talk to whom, and when. */
export class Cluster {
  readonly topology: RecordedTopology;
  readonly states: readonly FaultState[];
  readonly #minorities = new Map<string, boolean>();

  constructor(history: History, topology: RecordedTopology) {
    this.topology = topology;
    this.states = readFaultStates(history, topology);
  }

  /** Undefined for a history that records no topology: nothing is known then. */
  static of(history: History): Cluster | undefined {
    const topology = readTopology(history);
    return topology === undefined ? undefined : new Cluster(history, topology);
  }

  /** The number of an operation's client, or -1. */
  clientOf({ invoke }: Invocation): number {
    return clientOf(this.topology, invoke.process);
  }

  statesDuring({ invoke, completion }: Invocation, lookBackNanos = 0): readonly FaultState[] {
    return statesDuring(this.states, invoke, completion, lookBackNanos);
  }

  /** Whether a client could not exchange words with a majority of the voters at any time of these states. */
  isCutOff(client: number, states: readonly FaultState[]): boolean {
    const home = this.topology.homes[client];
    const [first] = states;
    const last = states.at(-1);
    if (home === undefined || first === undefined || last === undefined) return false;
    const quorum = this.topology.quorums[client];
    const key = `${home} ${quorum} ${first.from} ${last.from}`;
    const known = this.#minorities.get(key);
    if (known !== undefined) return known;
    const isCutOff = isMinority(this.topology, serversInReach(this.topology, states, home), quorum);
    this.#minorities.set(key, isCutOff);
    return isCutOff;
  }

  /** Whether a client could not hear of a majority of the voters at any time of these states. */
  isDeaf(client: number, states: readonly FaultState[]): boolean {
    const home = this.topology.homes[client];
    if (home === undefined || states.length === 0) return false;
    return isMinority(this.topology, serversHeard(this.topology, states, home), this.topology.quorums[client]);
  }

  /** Whether a client had a server to talk to all the time. */
  canAlwaysReachAnyone(client: number, states: readonly FaultState[]): boolean {
    const home = this.topology.homes[client];
    return home !== undefined && states.every((state) => canReachAnyone(this.topology, state, home));
  }
}
