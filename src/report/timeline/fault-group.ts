/** Kinds of faults by what they hurt; each group has its colour. A fault that lies in wait hurts nothing yet. */
export type FaultGroup = 'network' | 'process' | 'clock' | 'messages' | 'waiting';

const MESSAGE_KINDS: readonly string[] = [
  'loss',
  'duplication',
  'reordering',
  'delay',
  'corruption',
  'duplicate-storm',
  'heavy-tail',
  'bandwidth',
  'clog',
  'reset',
  'malformed-response',
  'retry-storm',
];

export function faultGroupOf(kind: string): FaultGroup {
  if (kind === 'mid-write-power-loss') return 'waiting';
  if (kind === 'partition') return 'network';
  if (kind.startsWith('clock-') || kind === 'leap-second') return 'clock';
  if (MESSAGE_KINDS.includes(kind)) return 'messages';
  return 'process';
}
