import { expect, test } from 'vitest';
import type { ShopReply } from '../../../../src/models/inventory/messages.ts';
import { type Answer, ShopSession } from '../../../../src/models/inventory/shop-session.ts';
import type { Reconnect } from '../../../../src/models/parts/connector.ts';
import type { Host } from '../../../../src/simulation/host.ts';
import type { Task } from '../../../../src/simulation/task.ts';
import { clusterWithTask } from '../../../helpers/cluster.ts';

const SHOPS = ['n2', 'n3'];
const SECOND = 1_000_000;
const UNAVAILABLE: ShopReply = { status: 'unavailable', why: 'cut off' };
const UNSURE: ShopReply = { status: 'retry', why: 'who knows' };
const DONE: ShopReply = { status: 'done', value: 'yes' };

/** What a customer is told in the end, of whom he asked, and how long it took. Shops answer in turn; undefined is silence. */
function asks(replies: readonly (ShopReply | Reconnect | undefined)[], isPatient = false) {
  const asked: string[] = [];
  let answer: Answer | undefined;
  let tookMicros = 0;
  function* work(host: Host): Task<void> {
    const askedAt = host.now();
    const session = new ShopSession(host, SHOPS);
    answer = yield* session.ask({ kind: 'reserve', request: 'r', item: 'hot-0', units: 1 }, 2 * SECOND, isPatient);
    tookMicros = host.now() - askedAt;
  }
  const receive = (request: { reply(value: unknown): void }, host: Host): void => {
    const reply = replies[Math.min(asked.length, replies.length - 1)];
    asked.push(host.name);
    if (reply !== undefined) request.reply(reply);
  };
  clusterWithTask(work, receive, { names: ['n1', ...SHOPS] }).kernel.runUntil(20 * SECOND);
  return { status: answer?.status, asked, isAtOnce: tookMicros < SECOND / 2 };
}

test('who is impatient takes the first word that there is nothing to be had, for sure', () => {
  expect(asks([UNAVAILABLE])).toEqual({ status: 'unavailable', asked: ['n2'], isAtOnce: true });
});

test('who is patient goes on at the next shop, until the time is over', () => {
  expect(asks([UNAVAILABLE, DONE], true)).toMatchObject({ status: 'done', asked: ['n2', 'n3'] });
  expect(asks([UNAVAILABLE], true)).toMatchObject({ status: 'unavailable', isAtOnce: false });
});

test('once something may have happened, no later refusal takes that back', () => {
  for (const first of [UNSURE, undefined])
    expect(asks([first, UNAVAILABLE])).toMatchObject({ status: 'retry', isAtOnce: false });
  expect(asks([undefined, DONE])).toMatchObject({ status: 'done', asked: ['n2', 'n3'] });
});

test('a shop that went down may have done it before: a copy of the request may have come to it then', () => {
  const reconnect = (incarnation: number): Reconnect => ({ status: 'reconnect', incarnation });
  expect(asks([reconnect(0), reconnect(1), UNAVAILABLE])).toMatchObject({ status: 'retry', isAtOnce: false });
});

test('who is sent to another connection or another shop has not been answered', () => {
  const reconnect: Reconnect = { status: 'reconnect', incarnation: 3 };
  const elsewhere: ShopReply = { status: 'not-leading', leader: 'n3' };
  expect(asks([reconnect, elsewhere, UNAVAILABLE])).toMatchObject({
    status: 'unavailable',
    asked: ['n2', 'n2', 'n3'],
  });
});
