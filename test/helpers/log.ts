import type { Recording } from './recording.ts';

type Records = readonly (readonly [offset: number, value: number])[];

/** `["send", "p", value]` for each value, acknowledged at these offsets. */
export function send(recording: Recording, process: number, records: Records, f: 'send' | 'txn' = 'send'): Recording {
  const asked = records.map(([, value]) => ['send', 'p', value]);
  return recording.perform(
    process,
    f,
    asked,
    records.map((record) => ['send', 'p', record]),
  );
}

/** Polls p, and finds these records. */
export function poll(recording: Recording, process: number, records: Records): Recording {
  return recording.perform(process, 'poll', [['poll']], [['poll', { p: records }]]);
}

/** A server's word that from now on its log of p begins at an offset, with so many committed records left. */
export function begins(recording: Recording, start: number, retained = 1): Recording {
  return recording.observe('s1', 'log-start', { partition: 'p', start, retained });
}

/** A process takes p, at the first record or where it stands. */
export function assign(recording: Recording, process: number, isFromStart: boolean): Recording {
  return recording.perform(process, 'assign', ['p'], ['p'], { 'seek-to-beginning?': isFromStart });
}
