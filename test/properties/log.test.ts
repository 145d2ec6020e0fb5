import fc from 'fast-check';
import { test } from 'vitest';
import { checkNoDuplicateRecord } from '../../src/checkers/log/no-duplicate-record.ts';
import { checkNoLostRecord } from '../../src/checkers/log/no-lost-record.ts';
import { checkNoPhantomRecord } from '../../src/checkers/log/no-phantom-record.ts';
import { checkOffsetAgreement } from '../../src/checkers/log/offset-agreement.ts';
import { checkRecordOrder } from '../../src/checkers/log/record-order.ts';
import type { History } from '../../src/history/history.ts';
import { expectAgreement } from '../helpers/expect-agreement.ts';
import { Recording } from '../helpers/recording.ts';
import { breaksOrder, duplicatesRecord, losesRecord, makesUpRecord, reusesOffset } from '../helpers/slow/log.ts';

const CLIENTS = 3;
const PARTITIONS = ['p', 'q'];

/** One operation of one client; `slip` says what goes wrong with it, mostly nothing. */
interface Turn {
  readonly client: number;
  readonly kind: 'send' | 'poll' | 'assign' | 'retain';
  readonly partition: string;
  readonly count: number;
  readonly outcome: 'ok' | 'fail' | 'info';
  readonly slip: number;
}

const turn: fc.Arbitrary<Turn> = fc.record({
  client: fc.nat({ max: CLIENTS - 1 }),
  kind: fc.constantFrom('send', 'send', 'poll', 'poll', 'poll', 'assign', 'retain'),
  partition: fc.constantFrom(...PARTITIONS),
  count: fc.integer({ min: 1, max: 2 }),
  outcome: fc.constantFrom('ok', 'ok', 'ok', 'fail', 'info'),
  slip: fc.nat({ max: 60 }),
});

/** A log that keeps its promises, but for slips: a record lost, doubled, replaced or left out, a poll that jumps. */
class SlipperyLog {
  readonly #logs = new Map<string, number[]>(PARTITIONS.map((partition) => [partition, []]));
  readonly #positions = new Map<string, number>();
  readonly #starts = new Map<string, number>();

  send(partition: string, value: number, slip: number): number {
    const log = this.#logs.get(partition) ?? [];
    if (slip === 1) return log.length;
    if (slip === 2) log.push(value);
    if (slip === 3) log.pop();
    if (slip === 4) log.push(100 + value);
    return log.push(value) - 1;
  }

  /** Removes what was before the last few records; returns where the log begins. A slip removes more than it says. */
  retain(partition: string, count: number, slip: number): number {
    const start = Math.max(0, (this.#logs.get(partition)?.length ?? 0) - count);
    this.#starts.set(partition, slip < 10 ? start + 1 : start);
    return start;
  }

  poll(reader: string, partition: string, count: number, slip: number): [number, number][] {
    const name = `${reader}/${partition}`;
    const start = this.#starts.get(partition) ?? 0;
    const from = Math.max(start, (this.#positions.get(name) ?? 0) + (slip === 5 ? 1 : slip === 6 ? -1 : 0));
    const found = (this.#logs.get(partition) ?? []).slice(from, from + count);
    this.#positions.set(name, from + found.length);
    return found.map((value, nth) => [from + nth, value]);
  }
}

function record(turns: readonly Turn[]): History {
  const recording = new Recording();
  const log = new SlipperyLog();
  const processes = Array.from({ length: CLIENTS }, (_, client) => client);
  const assignments = new Map<number, number>();
  for (const [nth, { client, kind, partition, count, outcome, slip }] of turns.entries()) {
    if (nth === Math.floor((3 * turns.length) / 4)) recording.final();
    const process = processes[client] ?? 0;
    if (kind === 'assign') {
      assignments.set(process, nth);
      recording.perform(process, 'assign', PARTITIONS, PARTITIONS, { 'seek-to-beginning?': true });
    } else if (kind === 'retain') {
      recording.observe('s1', 'log-start', { partition, start: log.retain(partition, count, slip), retained: 0 });
    } else if (kind === 'send') {
      const values = Array.from({ length: count }, (_, at) => 2 * nth + at);
      recording.invoke(
        process,
        'send',
        values.map((value) => ['send', partition, value]),
      );
      const isAppended = outcome !== 'fail' || slip === 7;
      const offsets = isAppended ? values.map((value) => log.send(partition, value, slip)) : [];
      const sent = values.map((value, at) => ['send', partition, [offsets[at], value]]);
      recording.complete(process, outcome, outcome === 'ok' ? sent : undefined);
      if (outcome === 'info') processes[client] = process + CLIENTS;
    } else {
      recording.invoke(process, 'poll', [['poll']]);
      if (outcome !== 'ok') recording.complete(process, 'fail');
      else {
        const reader = `${process}/${assignments.get(process) ?? -1}`;
        recording.complete(process, 'ok', [['poll', { [partition]: log.poll(reader, partition, count, slip) }]]);
      }
    }
  }
  return recording.history();
}

const HISTORIES = fc.array(turn, { minLength: 4, maxLength: 24, size: 'max' }).map(record);

test.each([
  ['lost records', checkNoLostRecord, losesRecord],
  ['duplicates', checkNoDuplicateRecord, duplicatesRecord],
  ['made-up and aborted records', checkNoPhantomRecord, makesUpRecord],
  ['offsets used twice', checkOffsetAgreement, reusesOffset],
  ['order of sends and polls', checkRecordOrder, breaksOrder],
] as const)('%s: by maps as by the definition', (_, check, isWrong) => {
  expectAgreement(HISTORIES, check, isWrong, 1_200);
});
