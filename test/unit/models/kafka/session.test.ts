import { expect, test } from 'vitest';
import { Session } from '../../../../src/models/kafka/client/session.ts';
import { drawConfig, readConfig } from '../../../../src/models/kafka/config.ts';
import type { Host } from '../../../../src/simulation/host.ts';
import type { Task } from '../../../../src/simulation/task.ts';
import { Random } from '../../../../src/workloads/random.ts';
import { clusterWithTask } from '../../../helpers/cluster.ts';

const SERVERS = ['n2', 'n3', 'n4'];
const SECOND = 1_000_000;

/** Whom a client asks, about one thing after the other, each for a little longer than one attempt lasts. */
function askedInTurn(abouts: readonly string[], isSilent: (server: string, nth: number) => boolean): readonly string[] {
  const asked: string[] = [];
  function* work(host: Host): Task<void> {
    const session = new Session(host, readConfig(drawConfig(new Random('session'))), SERVERS, 'n2');
    for (const about of abouts)
      yield* session.ask(about, host.now() + SECOND + 100, () => ({ kind: 'committed-offset', partition: about }));
  }
  const receive = (request: { reply(value: unknown): void }, host: Host): void => {
    asked.push(host.name);
    if (!isSilent(host.name, asked.length)) request.reply({ status: 'ok' });
  };
  clusterWithTask(work, receive, { names: ['n1', ...SERVERS] }).kernel.runUntil(20 * SECOND);
  return asked;
}

test('the next question goes to another server than the one that was silent, one after the other', () => {
  expect(askedInTurn(['p', 'p', 'p', 'p'], (server) => server !== 'n4')).toEqual(['n2', 'n3', 'n4', 'n4']);
});

test('what else a silent server was known for is looked for elsewhere, too', () => {
  // n2 answers both questions once, and is silent from then on.
  const asked = askedInTurn(['p', 'q', 'p', 'q'], (server, nth) => server === 'n2' && nth > 2);
  expect(asked).toEqual(['n2', 'n2', 'n2', 'n3']);
});

test('a refusal is sure only if no broker went down since a copy of the request may have come to it', () => {
  const refusal = (...incarnations: readonly number[]): unknown => {
    const replies: object[] = incarnations.map((incarnation) => ({ status: 'reconnect', incarnation }));
    let answer: unknown;
    function* work(host: Host): Task<void> {
      const session = new Session(host, readConfig(drawConfig(new Random('session'))), SERVERS, 'n2');
      answer = yield* session.ask('p', host.now() + SECOND, () => ({ kind: 'committed-offset', partition: 'p' }));
    }
    const receive = (request: { reply(value: unknown): void }): void =>
      request.reply(replies.shift() ?? { status: 'refused', why: 'no', mayRetry: false });
    clusterWithTask(work, receive, { names: ['n1', ...SERVERS] }).kernel.runUntil(20 * SECOND);
    return answer;
  };
  expect(refusal(0)).toEqual({ status: 'refused', why: 'no', mayRetry: false });
  expect(refusal(0, 1)).toEqual({ status: 'unsure', why: 'the broker went down', isRefusedNow: true });
});
