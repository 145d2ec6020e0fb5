import type { Recording } from './recording.ts';

/** A user writes messages that a server acknowledges. Process `i` is user `c<i + 1>`. */
export function sent(recording: Recording, process: number, to: string, ...bodies: readonly string[]): Recording {
  const value = { from: `c${process + 1}`, to, bodies };
  return recording.perform(process, 'send', value, { ...value, ids: bodies.map((body) => `id-${body}`) });
}

/** A device shows its user a message. */
export function displayed(recording: Recording, user: string, from: string, body: string): Recording {
  return recording.observe(user, 'displayed', { user, from, conversation: 'chat', body, id: `id-${body}` });
}

export function ticked(
  recording: Recording,
  user: string,
  body: string,
  tick: 'sent' | 'delivered' | 'read',
): Recording {
  return recording.observe(user, 'tick', { user, body, id: `id-${body}`, tick });
}

/** A user finds new messages in a chat. */
export function opened(recording: Recording, process: number, other: string, ...bodies: readonly string[]): Recording {
  const value = { user: `c${process + 1}`, with: other };
  return recording.perform(process, 'open', value, { ...value, bodies });
}

/** A user's last look, to whom everything is owed that was acknowledged 10 ms before. */
export function looked(recording: Recording, process: number, shown = 0): Recording {
  const value = { user: `c${process + 1}`, owedMicros: 10_000 };
  return recording.perform(process, 'look', value, { ...value, shown });
}
