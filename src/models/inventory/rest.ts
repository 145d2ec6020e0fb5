import type { LogMechanisms } from '../parts/replicated-log/mechanisms.ts';
import type { LogOptions } from '../parts/replicated-log/replicated-log.ts';
import { ELECTION_MICROS, HEARTBEAT_MICROS, LEADER_LEASE_MICROS, REST_HEARTBEAT_MICROS } from './config.ts';

/** Whether nobody has asked a server for anything for some time. */
export interface Rest {
  isIdle(): boolean;
}

export function logOptions(
  group: string,
  members: readonly string[],
  mechanisms: LogMechanisms,
  { isIdle }: Rest,
): LogOptions {
  return {
    group,
    members,
    leaseMicros: LEADER_LEASE_MICROS,
    heartbeatMicros: HEARTBEAT_MICROS,
    electionMicros: ELECTION_MICROS,
    mechanisms,
    rest: { heartbeatMicros: REST_HEARTBEAT_MICROS, isIdle },
  };
}
