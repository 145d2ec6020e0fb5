import { describe, expect, test } from 'vitest';
import type { Host } from '../../../src/simulation/host.ts';
import type { QuorumResult } from '../../../src/simulation/quorum.ts';
import type { Request } from '../../../src/simulation/request.ts';
import type { Task } from '../../../src/simulation/task.ts';
import { clusterOf, clusterWithTask } from '../../helpers/cluster.ts';

const ASKED = ['n2', 'n3', 'n4', 'n5', 'n6'];
const TIMEOUT_MICROS = 50_000;

interface Outcome {
  readonly result: QuorumResult<string>;
  readonly atMicros: number;
}

/** Asks five nodes, who answer what `answers` says, for `need` times "yes"; a node without an answer keeps silent. */
function ask(need: number, answers: Readonly<Record<string, string>>): Outcome {
  const outcomes: Outcome[] = [];
  const simulation = clusterWithTask(
    function* (host) {
      const startedAt = host.now();
      const result = yield* host.quorum<string>(
        ASKED,
        { kind: 'vote' },
        need,
        TIMEOUT_MICROS,
        (vote) => vote === 'yes',
      );
      outcomes.push({ result, atMicros: host.now() - startedAt });
    },
    (request, host) => {
      const answer = answers[host.name];
      if (answer !== undefined) request.reply(answer);
    },
    { names: ['n1', ...ASKED] },
  );
  simulation.kernel.runUntil(1_000_000);
  expect(outcomes).toHaveLength(1);
  return outcomes[0] as Outcome;
}

const names = (replies: QuorumResult<string>['accepted']): string[] => replies.map(({ from }) => from).sort();

describe('Host.quorum', () => {
  test('is reached by exactly as many as are needed, and waits for no other', () => {
    const { result, atMicros } = ask(3, { n2: 'yes', n3: 'yes', n4: 'yes', n5: 'yes', n6: 'yes' });
    expect(result.isReached).toBe(true);
    expect(result.accepted).toHaveLength(3);
    expect(result.rejected).toEqual([]);
    expect(atMicros).toBeLessThan(TIMEOUT_MICROS);
  });

  test('is reached across silence and refusals', () => {
    const { result, atMicros } = ask(3, { n2: 'yes', n3: 'no', n4: 'yes', n6: 'yes' });
    expect(result.isReached).toBe(true);
    expect(names(result.accepted)).toEqual(['n2', 'n4', 'n6']);
    expect(atMicros).toBeLessThan(TIMEOUT_MICROS);
  });

  test('is given up as soon as too many have refused', () => {
    const { result, atMicros } = ask(3, { n2: 'no', n3: 'no', n4: 'no' });
    expect(result.isReached).toBe(false);
    expect(names(result.rejected)).toEqual(['n2', 'n3', 'n4']);
    expect(atMicros).toBeLessThan(TIMEOUT_MICROS);
  });

  test('is not reached when too many keep silent, and says who answered what by the timeout', () => {
    const { result, atMicros } = ask(3, { n2: 'yes', n3: 'yes', n4: 'no' });
    expect(result.isReached).toBe(false);
    expect(names(result.accepted)).toEqual(['n2', 'n3']);
    expect(names(result.rejected)).toEqual(['n4']);
    expect(atMicros).toBe(TIMEOUT_MICROS);
  });

  test('of nobody is reached at once, of more than were asked never', () => {
    expect(ask(0, {})).toMatchObject({ result: { isReached: true, accepted: [] }, atMicros: 0 });
    expect(ask(6, { n2: 'yes' })).toMatchObject({ result: { isReached: false }, atMicros: 0 });
  });

  test('a result stays as it was when it was given: late replies are not added to it', () => {
    const { result } = ask(2, { n2: 'yes', n3: 'yes', n4: 'yes', n5: 'yes', n6: 'no' });
    // `ask` has run on for long after the last reply.
    expect(result.accepted.length + result.rejected.length).toBeLessThanOrEqual(3);
    expect(result.accepted).toHaveLength(2);
  });
});

describe('Host.collect', () => {
  test('counts questions that are on their way, again and with another need', () => {
    const log: unknown[] = [];
    const simulation = clusterWithTask(
      function* (host) {
        const asked = ASKED.map((name) => [name, host.ask<string>(name, { kind: 'vote' })] as const);
        const yes = (vote: string): boolean => vote === 'yes';
        const first = yield* host.collect(asked, 1, TIMEOUT_MICROS, yes, 'vote');
        const all = yield* host.collect(asked, 5, TIMEOUT_MICROS, yes, 'vote');
        log.push(first.accepted.length, all.accepted.length, all.isReached);
      },
      (request) => request.reply('yes'),
      { names: ['n1', ...ASKED] },
    );
    simulation.kernel.runUntil(1_000_000);
    expect(log).toEqual([1, 5, true]);
  });

  test('two tasks can collect the same answers', () => {
    const log: string[] = [];
    const simulation = clusterWithTask(
      function* (host) {
        const asked = ASKED.map((name) => [name, host.ask<string>(name, { kind: 'vote' })] as const);
        for (const need of [2, 4]) host.spawn(`needs ${need}`, counted(host, asked, need, log));
        yield* host.sleep(1);
      },
      (request) => request.reply('yes'),
      { names: ['n1', ...ASKED] },
    );
    simulation.kernel.runUntil(1_000_000);
    expect(log).toEqual(['2 of 2', '4 of 4']);
  });

  test('a task that answers does not let the collector run inside it', () => {
    const log: string[] = [];
    const simulation = clusterWithTask(function* (host) {
      const answer = host.future<string>();
      host.spawn('collector', counted(host, [['n1', answer]], 1, log));
      yield* host.sleep(10);
      answer.resolve('yes');
      log.push('answerer goes on');
    });
    simulation.kernel.runUntil(1_000);
    expect(log).toEqual(['answerer goes on', '1 of 1']);
  });
});

test('a duplicated request is handled twice, and its sender counts once', () => {
  let handled = 0;
  const log: string[][] = [];
  const start = (host: Host): void => {
    if (host.name === 'n1') host.spawn('task', asker(host, log));
  };
  const receive = (request: Request): void => {
    handled++;
    request.reply('yes');
  };
  const simulation = clusterOf({ start, receive });
  const [from, to] = [new Set(['n1']), new Set(['n2', 'n3'])];
  simulation.kernel.network.disturb({ key: 1, from, to, duplicatePerMillion: 1_000_000 });
  simulation.start();
  simulation.kernel.runUntil(1_000_000);
  expect(handled).toBe(4);
  expect(log).toEqual([['n2', 'n3']]);
});

function* asker(host: Host, log: string[][]): Task<void> {
  const { accepted } = yield* host.quorum<string>(['n2', 'n3'], { kind: 'vote' }, 2, 100_000, () => true);
  log.push(names(accepted));
}

function* counted(
  host: Host,
  asked: Parameters<typeof host.collect<string>>[0],
  need: number,
  log: string[],
): Task<void> {
  const { accepted } = yield* host.collect(asked, need, TIMEOUT_MICROS, () => true, 'vote');
  log.push(`${accepted.length} of ${need}`);
}
