import type { Host } from '../../simulation/host.ts';
import type { SupervisorOptions } from './actors/supervisor.ts';
import { countedIds, type MessageIds } from './device/message-ids.ts';

/** The decisions that make a message be shown once, each in one place. A variant replaces some of them. */
export interface Mechanisms {
  /** What makes the ids of a device's messages. */
  readonly messageIds: (host: Host) => MessageIds;
  /** When a session tells the device that a message is taken. */
  readonly acceptedWhen: 'stored' | 'received';
  /** Whether a change counts as stored only when the backup has it on disk, too. */
  readonly isBackupSynchronous: boolean;
  /** When a shard looks whether a user is connected: after an item is in his queue, or before, which leaves a gap. */
  readonly registryIsAsked: 'after-queueing' | 'before-queueing';
  /** Who ends with a session that crashes. */
  readonly sessionStrategy: SupervisorOptions['strategy'];
  /** When a message is taken out of its recipient's queue. */
  readonly dequeuedWhen: 'acknowledged' | 'handed-over';
  /** When a receipt is taken out of the queue of whom it is for. */
  readonly receiptDequeuedWhen: 'acknowledged' | 'handed-over';
  /** When a session tells the shard that the device has an item. */
  readonly acknowledgedWhen: 'shown' | 'written-to-socket';
  /** Whether a device ignores messages that it has shown already. */
  readonly isDeviceDeduplicating: boolean;
}

export const CORRECT: Mechanisms = {
  messageIds: countedIds,
  acceptedWhen: 'stored',
  isBackupSynchronous: true,
  registryIsAsked: 'after-queueing',
  sessionStrategy: 'one-for-one',
  dequeuedWhen: 'acknowledged',
  receiptDequeuedWhen: 'acknowledged',
  acknowledgedWhen: 'shown',
  isDeviceDeduplicating: true,
};
