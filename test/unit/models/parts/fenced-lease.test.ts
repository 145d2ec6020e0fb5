import { expect, test } from 'vitest';
import { FencedLease } from '../../../../src/models/parts/fenced-lease/fenced-lease.ts';
import type { Host } from '../../../../src/simulation/host.ts';
import type { Request } from '../../../../src/simulation/request.ts';
import type { Task } from '../../../../src/simulation/task.ts';
import { clusterWithTask } from '../../../helpers/cluster.ts';

const MEMBERS = ['n1', 'n2', 'n3'];
const LENGTH_MICROS = 600_000;
const MARGIN_MICROS = 20_000;

/** When a candidate asks for votes whose others are free, and always vote for somebody else in the end. */
function candidacies(): readonly number[] {
  const asked: number[] = [];
  let lease: FencedLease | undefined;
  const owner = { elected: () => expect.fail('nobody voted for it'), deposed: () => undefined, isIdle: () => false };
  function* work(host: Host): Task<void> {
    lease = new FencedLease(
      host,
      {
        group: 'g',
        members: MEMBERS,
        lengthMicros: LENGTH_MICROS,
        restLengthMicros: LENGTH_MICROS,
        marginMicros: MARGIN_MICROS,
      },
      owner,
    );
    lease.start();
    yield* host.sleep(1);
  }
  const receive = (request: Request, host: Host): void => {
    if (host.name === 'n1') {
      if (request.message.kind === 'lease-grant') asked.push(host.now());
      return lease?.receive(request);
    }
    const isInquiry = request.message.kind === 'lease-inquiry';
    request.reply(isInquiry ? { isFree: true, boundMicros: 0, promised: 0 } : { isOk: false, promised: 0 });
  };
  clusterWithTask(work, receive, { names: MEMBERS }).kernel.runUntil(12_000_000);
  return asked;
}

test('after a split vote a candidate waits until its vote is free, and then for as long as chance has it', () => {
  const times = candidacies();
  const waits = times.slice(1).map((at, nth) => at - (times[nth] ?? 0));
  expect(waits.length).toBeGreaterThan(8);
  expect(Math.min(...waits)).toBeGreaterThanOrEqual(LENGTH_MICROS + MARGIN_MICROS);
  // Messages take less than 2 ms: without chance, who stood at one moment would do so again.
  expect(Math.max(...waits) - Math.min(...waits)).toBeGreaterThan(20_000);
});
