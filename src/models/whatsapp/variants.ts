import type { Variant } from '../system.ts';
import { timedIds } from './device/message-ids.ts';
import { CORRECT, type Mechanisms } from './mechanisms.ts';

interface WhatsappVariant extends Variant {
  readonly mechanisms: Partial<Mechanisms>;
}

const VARIANTS: readonly WhatsappVariant[] = [
  {
    name: 'colliding-ids',
    mistake: 'The id of a message is the time in milliseconds and four random digits.',
    anomaly: 'lost message: its recipient takes it for one that he has',
    guarantee: 'no-lost-message',
    preset: 'none',
    mechanisms: { messageIds: timedIds },
  },
  {
    name: 'delivered-when-written',
    mistake: 'A message counts as delivered when it was written to the socket.',
    anomaly: 'lost message: what the device never got is taken out of its queue',
    guarantee: 'no-lost-message',
    preset: 'none',
    mechanisms: { acknowledgedWhen: 'written-to-socket' },
  },
  {
    name: 'resend-without-dedupe',
    mistake: 'Devices send again what was not acknowledged, and others show what they are sent.',
    anomaly: 'duplicate: a message whose acknowledgement was lost is shown twice',
    guarantee: 'no-duplicate-message',
    preset: 'everything',
    mechanisms: { isDeviceDeduplicating: false },
  },
  {
    name: 'acknowledged-before-stored',
    mistake: 'A chat server gives the first tick when it has a message, and has it stored afterwards.',
    anomaly: 'lost message: its shard could not be reached, or the server went down',
    guarantee: 'no-lost-message',
    preset: 'chaos-monkey',
    mechanisms: { acceptedWhen: 'received' },
  },
  {
    name: 'looked-up-before-queueing',
    mistake:
      'Whether a user is connected is looked up, and who is not is notified, before his message is put into the queue.',
    anomaly: 'stuck message: he connected in between, and nobody tells his session',
    guarantee: 'no-stuck-message',
    preset: 'none',
    mechanisms: { registryIsAsked: 'before-queueing' },
  },
  {
    name: 'sessions-share-fate',
    mistake: 'The supervisor of sessions restarts all of them when one crashes.',
    anomaly: 'disturbed session: a malformed frame of one device disturbs the others',
    guarantee: 'session-isolation',
    preset: 'none',
    mechanisms: { sessionStrategy: 'one-for-all' },
  },
  {
    name: 'drained-before-acknowledged',
    mistake: 'The queue of a user is emptied when it is handed to his session.',
    anomaly: 'lost message: the device was gone before it had them all',
    guarantee: 'no-lost-message',
    preset: 'none',
    mechanisms: { dequeuedWhen: 'handed-over', receiptDequeuedWhen: 'handed-over' },
  },
  {
    name: 'receipts-drained-early',
    mistake: 'A receipt is taken out of its queue when it is handed to a session, as if it could be done without.',
    anomaly: 'missing tick: the device was gone before it had the receipt, and nobody sends it again',
    guarantee: 'truthful-ticks',
    preset: 'none',
    mechanisms: { receiptDequeuedWhen: 'handed-over' },
  },
  {
    name: 'asynchronous-backup',
    mistake: 'A message is acknowledged before the backup has it.',
    anomaly: 'lost message: a fail-over forgets what was acknowledged',
    guarantee: 'no-lost-message',
    preset: 'chaos-monkey',
    mechanisms: { isBackupSynchronous: false },
  },
];

export const WHATSAPP_VARIANTS: readonly Variant[] = VARIANTS.map(({ mechanisms: _, ...variant }) => variant);

/** The mechanisms of a variant; of the correct system for null. */
export function mechanismsOf(variant: string | null): Mechanisms {
  return { ...CORRECT, ...VARIANTS.find(({ name }) => name === variant)?.mechanisms };
}
