/** Kinds of faults by what they hurt; each group has its colour. A fault that lies in wait hurts nothing yet. */
export type FaultGroup = 'network' | 'process' | 'clock' | 'messages' | 'waiting';

export function faultGroupOf(kind: string): FaultGroup {
  if (kind === 'mid-write-power-loss') return 'waiting';
  if (kind === 'partition') return 'network';
  if (kind.startsWith('clock-') || kind === 'leap-second') return 'clock';
  if (kind === 'loss' || kind === 'duplication' || kind === 'reordering' || kind === 'delay') return 'messages';
  return 'process';
}
