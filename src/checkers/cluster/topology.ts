import type { History } from '../../history/history.ts';
import { HistoryError, show } from '../../history/history-error.ts';

/** A server that a run recorded: where quorums are counted. */
export interface RecordedServer {
  readonly name: string;
  readonly votes: boolean;
  /** The quorum that it belongs to; undefined where there is only one. */
  readonly quorum: string | undefined;
}

/** The machines of a run as its history states them, in the nemesis' observation `topology`. */
export interface RecordedTopology {
  readonly servers: readonly RecordedServer[];
  /** For each client the server beside which it sits, and with which it is cut off. */
  readonly homes: readonly string[];
  /** For each client the quorum that serves it; undefined where there is only one. */
  readonly quorums: readonly (string | undefined)[];
}

/**
 * Reads the topology out of a history; undefined where none is recorded.
 *
 * @throws HistoryError for a `topology` that is not one.
 */
export function readTopology(history: History): RecordedTopology | undefined {
  const recorded = history.nemesis().find((operation) => operation.f === 'topology');
  if (recorded === undefined) return undefined;
  const { servers, clients } = (recorded.value ?? {}) as { servers?: unknown; clients?: unknown };
  if (!Array.isArray(servers) || !Array.isArray(clients))
    throw new HistoryError(`${show(recorded.value)} is no topology; expected its servers and clients`, {
      operation: recorded.index,
      field: 'value',
    });
  return {
    servers: servers.map(({ name, votes, quorum }: RecordedServer) => ({ name, votes, quorum })),
    homes: clients.map(({ home }: { home: string }) => home),
    quorums: clients.map(({ quorum }: { quorum?: string }) => quorum),
  };
}

/** The number of the client that a process belongs to: client `i` of `n` has the processes `i`, `i + n`, `i + 2n` … */
export function clientOf({ homes }: RecordedTopology, process: number | string): number {
  return typeof process === 'string' || homes.length === 0 ? -1 : process % homes.length;
}
