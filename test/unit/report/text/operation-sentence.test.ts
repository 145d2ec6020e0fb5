import { expect, test } from 'vitest';
import type { Invocation } from '../../../../src/history/history.ts';
import type { Operation } from '../../../../src/history/operation.generated.ts';
import { keysOf } from '../../../../src/report/text/keys-of.ts';
import { observedSentence } from '../../../../src/report/text/observed-sentence.ts';
import { operationNoun } from '../../../../src/report/text/operation-noun.ts';
import { operationSentence } from '../../../../src/report/text/operation-sentence.ts';

const line = (f: string, value: unknown, type: Operation['type'], process: number | string = 0): Operation => {
  return { index: 0, time: 0, process, type, f, value };
};

function invocation(f: string, asked: unknown, result: unknown = asked): Invocation {
  return { invoke: line(f, asked, 'invoke'), completion: line(f, result, 'ok'), outcome: 'ok' };
}

const LEVEL = {
  item: 'hot-0',
  stock: 20,
  available: 18,
  reserved: [
    ['r4', 3],
    ['r11', 1],
  ],
  sold: [],
} as const;

test.each<[string, string, Invocation]>([
  [
    'reserves 3 units of hot-0 (reservation r4)',
    'reservation r4 of 3 units of hot-0',
    invocation('reserve', { request: 'r4', item: 'hot-0', units: 3 }),
  ],
  [
    'confirms reservation r4 of 3 units of hot-0',
    'confirmation of r4',
    invocation(
      'confirm',
      { request: 'q1', reservation: 'r4', item: 'hot-0' },
      { request: 'q1', reservation: 'r4', item: 'hot-0', units: 3 },
    ),
  ],
  [
    'cancels reservation r4 of hot-0',
    'cancellation of r4',
    invocation('cancel', { request: 'q1', reservation: 'r4', item: 'hot-0' }),
  ],
  [
    'looks at the stock: hot-0 has 18 units free, 4 reserved (r4: 3, r11: 1), none sold, of 20',
    'look at the stock of hot-0',
    invocation('stock', { item: 'hot-0' }, LEVEL),
  ],
  ['sends m1 to c3', 'message to c3', invocation('send', { from: 'c2', to: 'c3', bodies: ['m1'] })],
  [
    'sends 5 messages, a to e, to c3',
    'message to c3',
    invocation('send', { from: 'c2', to: 'c3', bodies: ['a', 'b', 'c', 'd', 'e'] }),
  ],
  ['loses the network for 1.69 s', 'offline', invocation('offline', { user: 'c3', micros: 1_690_621 })],
  ['puts the app to sleep', 'sleep', invocation('sleep', { user: 'c3' })],
  [
    'looks at the device, which has shown 1 message so far',
    'look at the device',
    invocation('look', { user: 'c3', owedMicros: 1 }, { user: 'c3', owedMicros: 1, shown: 1 }),
  ],
])('%s; %s', (sentence, noun, given) => {
  expect(operationSentence(given)).toBe(sentence);
  expect(operationNoun(given)).toBe(noun);
});

test.each<[string, string, unknown]>([
  ['sees the first tick (a server has it) on m1', 'tick', { user: 'c1', body: 'm1', id: 'c1.1', tick: 'sent' }],
  ['shows m1 from c2', 'displayed', { user: 'c1', from: 'c2', body: 'm1' }],
  ['states that the session s1 of c3 has crashed', 'session', { session: 's1', user: 'c3', event: 'crashed' }],
  [
    'still has m1 from c4 to c3, in the queue of c3',
    'waiting',
    { items: [{ queue: 'the queue of c3', what: 'm1', from: 'c4', to: 'c3' }] },
  ],
  [
    'takes back 3 units of flash-0 from reservation r4, whose time is over',
    'expired',
    { reservation: 'r4', item: 'flash-0', units: 3 },
  ],
  [
    'counts n1 and n2 in sync for orders-0',
    'in-sync-replicas',
    { partition: 'orders-0', inSync: ['n1', 'n2'], minimum: 2 },
  ],
  ['has 1 event waiting in its outbox', 'backlog', { queue: 'outbox', pending: 1 }],
  [
    'states that hot-0 has 18 units free, 4 reserved (r4: 3, r11: 1), none sold, of 20',
    'stock-levels',
    { applied: 3, levels: [LEVEL, { ...LEVEL, item: 'shelf-0' }] },
  ],
])('%s', (sentence, f, value) => {
  expect(observedSentence(line(f, value, 'info', 'n1'), 'about hot-0')).toBe(sentence);
});

test.each<[readonly string[], Invocation]>([
  [['hot-0'], invocation('stock', { item: 'hot-0' })],
  [['order-3'], invocation('charge', { key: 'order-3', amount: 1 })],
  [['orders-1'], invocation('send', [['send', 'orders-1', 4]], [['send', 'orders-1', [0, 4]]])],
  // A poll asks for everything; it is about what it got.
  [['orders-2'], invocation('poll', [['poll']], [['poll', { 'orders-1': [], 'orders-2': [[0, 1]] }]])],
])('the keys %j', (keys, given) => {
  expect(keysOf(given)).toEqual(keys);
});
