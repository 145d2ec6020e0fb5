import type { Claim } from '../../claims/vocabulary.ts';
import {
  DISK_DELAY_FAULTS,
  LINK_FAULTS,
  LOAD_FAULTS,
  MESSAGE_FAULTS,
  PROCESS_FAULTS,
} from '../../nemesis/fault-families.ts';
import { RECOVERY_MICROS } from './phases.ts';

export const CLAIM: Claim = {
  cap: 'CP',
  statement:
    'A message that has its first tick is shown to its recipient, once, and after all that its sender wrote before in that chat; the second tick comes only after the device has it. Who can’t reach a majority of his shard gets no tick. Regions are joined by store and forward.',
  guarantees: [
    'no-lost-message',
    'no-duplicate-message',
    'no-misdelivery',
    'no-phantom-message',
    'message-order',
    'truthful-ticks',
    'unique-message-ids',
    'no-stuck-message',
    'session-isolation',
    'minority-refuses',
    'lease-disjointness',
    'liveness',
  ],
  tradeoffs: [],
  contract: {
    faults: [
      'partition',
      'crash',
      'power-loss',
      'mid-write-power-loss',
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
      'clock-rates',
      'slow-dependency',
    ],
    clockOffsetMicros: 3_000,
    clockDriftPpm: 80,
    disksLost: 0,
    settleMicros: 0,
  },
  pastContract: [
    {
      name: 'shard-disks-lost',
      description: 'the disks of all servers of all shards are lost at once',
      breaks: 'no-lost-message',
      kind: 'disk-loss',
      amount: 9,
    },
  ],
  recoveryMicros: RECOVERY_MICROS,
};
