import type { Place } from './node.ts';

/** A machine of a plan. */
export interface PlannedNode extends Place {
  readonly name: string;
}

/** A server of a plan. */
export interface PlannedServer extends PlannedNode {
  /** Whether it counts towards quorums; a time master, for one, doesn't. */
  readonly votes: boolean;
  /** The quorum that it belongs to, in a system that has several. */
  readonly quorum?: string;
}

/** A client of a plan, beside a server with which it is cut off. */
export interface PlannedClient extends PlannedNode {
  readonly home: string;
  /** The quorum that serves it, in a system that has several. */
  readonly quorum?: string;
}

/** The machines of a plan. Plain data. */
export interface Topology {
  /** What the nemesis may hurt. */
  readonly servers: readonly PlannedServer[];
  readonly clients: readonly PlannedClient[];
}
