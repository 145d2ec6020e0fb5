import type { Claim } from '../../claims/vocabulary.ts';
import {
  DISK_DAMAGE_FAULTS,
  DISK_DELAY_FAULTS,
  LINK_FAULTS,
  LOAD_FAULTS,
  MESSAGE_FAULTS,
  PROCESS_FAULTS,
} from '../../nemesis/fault-families.ts';
import { RECOVERY_MICROS } from './phases.ts';

const SECOND_MICROS = 1_000_000;

export const CLAIM: Claim = {
  cap: 'AP',
  statement:
    'Every server that a client can reach takes its reads and writes, however the network is split; no acknowledged addition to a cart is ever lost; replicas agree soon after the faults end. Removed items may come back.',
  guarantees: [
    'total-availability',
    'no-lost-addition',
    'convergence',
    'replica-agreement',
    'no-phantom-values',
    'bounded-siblings',
    'liveness',
  ],
  tradeoffs: ['resurrected-items', 'stale-own-reads'],
  contract: {
    faults: [
      'partition',
      'crash',
      'power-loss',
      'mid-write-power-loss',
      'disk-loss',
      'pause',
      'clock-offset',
      'clock-drift',
      'clock-jump',
      'leap-second',
      ...MESSAGE_FAULTS,
      ...LINK_FAULTS,
      ...LOAD_FAULTS,
      ...PROCESS_FAULTS,
      ...DISK_DELAY_FAULTS,
      ...DISK_DAMAGE_FAULTS,
      'clock-rates',
      'clock-freeze',
      'clock-strobe',
      'hot-key',
      'membership-change',
    ],
    clockOffsetMicros: 60 * SECOND_MICROS,
    clockDriftPpm: 50_000,
    disksLost: 1,
    settleMicros: 3 * SECOND_MICROS,
  },
  pastContract: [
    {
      name: 'disks-of-all-replicas',
      description: 'Five of six servers lose their disks at once, among them all replicas of some keys.',
      breaks: 'no-lost-addition',
      kind: 'disk-loss',
      amount: 5,
    },
    {
      name: 'rolled-back-replicas',
      description: 'The disks of all servers are restored from an older image.',
      breaks: 'no-lost-addition',
      kind: 'snapshot-rollback',
      amount: 6,
    },
    {
      name: 'lying-disks',
      description: 'Syncs do nothing on any server, and then all lose power.',
      breaks: 'no-lost-addition',
      kind: 'lying-fsync',
      amount: 6,
    },
    {
      name: 'rotten-replicas',
      description: 'A record rots on every disk, and whatever follows it is lost.',
      breaks: 'no-lost-addition',
      kind: 'bit-rot',
      amount: 6,
    },
  ],
  recoveryMicros: RECOVERY_MICROS,
};
