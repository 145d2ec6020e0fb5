import { describe, expect, test } from 'vitest';
import type { History } from '../../src/history/history.ts';
import type { Operation } from '../../src/history/operation.generated.ts';
import {
  cleanHistory,
  drop,
  expectJudged,
  type Fields,
  fieldsAt,
  linesOf,
  moveTo,
  type Mutation,
  repeat,
  swapWithNext,
  withFields,
} from '../helpers/mutations.ts';

const HISTORY = cleanHistory('whatsapp', 'everything', 3);
const ANOMALY = { isAnomaly: true };

const valueOf = ({ value }: Operation): Fields => value as Fields;
const displays = (history: History): number[] => linesOf(history, 'displayed');
const ticks =
  (tick: string) =>
  (history: History): number[] =>
    linesOf(history, 'tick', (line) => valueOf(line)['tick'] === tick);
const isSameChat = (a: Operation, b: Operation): boolean =>
  valueOf(a)['user'] === valueOf(b)['user'] && valueOf(a)['from'] === valueOf(b)['from'];

const MUTATIONS: readonly Mutation[] = [
  { name: 'a message is never shown', guarantee: 'no-lost-message', ...ANOMALY, at: displays, apply: drop },
  { name: 'a message is shown twice', guarantee: 'no-duplicate-message', ...ANOMALY, at: displays, apply: repeat() },
  {
    name: 'a message is shown to somebody else',
    guarantee: 'no-misdelivery',
    ...ANOMALY,
    at: displays,
    apply: withFields(() => ({ user: 'c9' })),
  },
  {
    name: 'a message is shown under another name',
    guarantee: 'no-phantom-message',
    ...ANOMALY,
    at: displays,
    apply: withFields(() => ({ from: 'c9' })),
  },
  {
    name: 'a message is shown before it was written',
    guarantee: 'no-phantom-message',
    ...ANOMALY,
    at: displays,
    apply: moveTo(() => 1),
  },
  {
    name: 'two messages of one sender change places',
    guarantee: 'message-order',
    ...ANOMALY,
    ...swapWithNext((a, b) => a.f === 'displayed' && isSameChat(a, b)),
  },
  {
    name: 'two messages to different users change places',
    guarantee: 'message-order',
    isAnomaly: false,
    at: (history) =>
      displays(history).filter((at) => {
        const next = history.operations[at + 1];
        return next?.f === 'displayed' && fieldsAt(history.operations, at)['user'] !== valueOf(next)['user'];
      }),
    apply: (lines, at) => {
      const [first, second] = [lines[at] as Operation, lines[at + 1] as Operation];
      return [
        ...lines.slice(0, at),
        { ...second, time: first.time },
        { ...first, time: second.time },
        ...lines.slice(at + 2),
      ];
    },
  },
  {
    name: 'a second tick comes before the message is shown',
    guarantee: 'truthful-ticks',
    ...ANOMALY,
    at: ticks('delivered'),
    apply: moveTo((lines, at) =>
      lines.findIndex(({ f, value }) => f === 'displayed' && (value as Fields)['body'] === fieldsAt(lines, at)['body']),
    ),
  },
  { name: 'a tick appears once more', guarantee: 'truthful-ticks', ...ANOMALY, at: ticks('sent'), apply: repeat() },
  {
    name: 'a tick of a message of somebody else',
    guarantee: 'truthful-ticks',
    ...ANOMALY,
    at: ticks('sent'),
    apply: withFields(() => ({ user: 'c9' })),
  },
  {
    name: 'a session is ended by its supervisor',
    guarantee: 'session-isolation',
    ...ANOMALY,
    at: (history) => linesOf(history, 'session', (line) => valueOf(line)['event'] === 'closed'),
    apply: withFields(() => ({ event: 'terminated' })),
  },
  {
    name: 'something still waits in a queue',
    guarantee: 'no-stuck-message',
    ...ANOMALY,
    at: (history) => linesOf(history, 'waiting'),
    apply: withFields(() => ({ items: [{ queue: 'q', what: 'm', from: 'c1', to: 'c2', for: 'c2' }] })),
  },
  {
    name: 'two messages have one id',
    guarantee: 'unique-message-ids',
    ...ANOMALY,
    ...swapWithNext((a, b) => a.f === 'send' && a.type === 'ok' && b.type === 'ok'),
    apply: (lines, at) => {
      const other = lines.find(({ f, type }, nth) => nth > at && f === 'send' && type === 'ok');
      const [id] = ((other?.value ?? {}) as { ids?: readonly string[] }).ids ?? [];
      return withFields(({ ids }) => ({ ids: [id, ...(ids as readonly string[]).slice(1)] }))(lines, at);
    },
  },
];

describe('a history of messages with one change', () => {
  test.each(MUTATIONS)('$name', (mutation) => {
    expect.hasAssertions();
    expectJudged(HISTORY, mutation);
  });
});
