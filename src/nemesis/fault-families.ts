import type { FaultKind } from '../claims/vocabulary.ts';

/** What happens to single messages. */
export const MESSAGE_FAULTS: readonly FaultKind[] = ['loss', 'duplication', 'reordering', 'delay'];

/** What happens to all that passes over a link. */
export const LINK_FAULTS: readonly FaultKind[] = [
  'corruption',
  'duplicate-storm',
  'heavy-tail',
  'bandwidth',
  'clog',
  'reset',
  'malformed-response',
];

/** Clients that ask for more than usual. */
export const LOAD_FAULTS: readonly FaultKind[] = ['retry-storm', 'thundering-herd'];

/** Processes that are slow, die in turns, or run other code than their neighbours. */
export const PROCESS_FAULTS: readonly FaultKind[] = ['slow-cpu', 'restart-loop', 'rolling-upgrade'];

/** Disks that keep everything, though late or not for more. */
export const DISK_DELAY_FAULTS: readonly FaultKind[] = ['slow-disk', 'stalled-disk', 'full-disk'];

/** Disks that lose or change what they were told to keep. */
export const DISK_DAMAGE_FAULTS: readonly FaultKind[] = [
  'lying-fsync',
  'bit-rot',
  'misdirected-write',
  'read-error',
  'snapshot-rollback',
];
