import { describe, expect, test } from 'vitest';
import { checkLiveness } from '../../../../src/checkers/liveness/liveness.ts';
import type { WaitingTask } from '../../../../src/history/waiting-task.ts';
import type { Verdict } from '../../../../src/checkers/verdict.ts';
import { messageOf, summaryOf } from '../../../helpers/anomalies.ts';
import { Recording } from '../../../helpers/recording.ts';

const CORE = ['s1', 's2'];

/** A write of the client at home on s1 (operation 2 of the history) that is open at the end; s3 stays down. */
function stuckWrite(): Recording {
  return new Recording()
    .start('crash', 1, { targets: ['s3'] })
    .invoke(0, 'write', ['x', 1])
    .heal(CORE);
}

function taskOf(task: Partial<WaitingTask> & Pick<WaitingTask, 'task' | 'node'>): WaitingTask {
  const { task: number, node, operation = null, nodes = [], next = [] } = task;
  const rest = { name: `task ${number}`, waitsFor: 'something', sinceMicros: 2_000_000, untilMicros: null };
  return { ...rest, task: number, node, operation, nodes, next, need: task.need ?? nodes.length };
}

function judge(tasks: readonly WaitingTask[]): Verdict {
  return checkLiveness(stuckWrite().nemesis('wait-for', { tasks }).final().perform(1, 'read', ['x', null]).history());
}

const asks = (node: string, next: readonly number[] = []): WaitingTask =>
  taskOf({ task: 0, node: 'c0', operation: 2, nodes: [node], next });

describe('being stuck', () => {
  test('is legitimate for who waits for a server outside of the core', () => {
    const verdict = judge([asks('s3')]);
    expect(summaryOf(verdict)).toBe('holds');
    expect(verdict.exercised).toMatchObject({ excused: 1, stayingFaults: 1 });
  });

  test('is not where a server of the core was asked and nobody is at work', () => {
    const verdict = judge([asks('s1')]);
    expect(messageOf(verdict)).toBe(
      'write ["x",1] (operation 2, process 0) had not ended when the time to recover was over, although s1, s2 were whole and it waits for nobody else.',
    );
    expect(stepsOf(verdict)).toEqual([
      'c0, task "task 0", waits since 2.000 s without a time-out for something: nobody is at work on it',
    ]);
  });

  test('follows who waits for whom over servers of the core, to its legitimate end outside', () => {
    const quorum = { task: 1, node: 's1', nodes: ['s2', 's3'] };
    expect(summaryOf(judge([asks('s1', [1]), taskOf({ ...quorum, need: 2 })]))).toBe('holds');
    // One of the two is enough, and s2 could answer.
    expect(summaryOf(judge([asks('s1', [1]), taskOf({ ...quorum, need: 1 })]))).toBe('violated stuck');
    const behind = taskOf({ task: 2, node: 's2', nodes: ['s3'] });
    expect(summaryOf(judge([asks('s1', [1]), taskOf({ ...quorum, need: 1, next: [2] }), behind]))).toBe('holds');
  });

  test('in a circle is a deadlock, however many tasks it has', () => {
    const tasks = [
      asks('s1', [1]),
      taskOf({ task: 1, node: 's1', next: [2] }),
      taskOf({ task: 2, node: 's1', next: [1] }),
    ];
    expect(summaryOf(judge(tasks))).toBe('violated stuck');
    expect(stepsOf(judge(tasks))).toHaveLength(3);
  });

  test('without a record of who waits for whom is a violation', () => {
    expect(summaryOf(judge([]))).toBe('violated stuck');
  });

  test('a long chain is no trouble', () => {
    const chain = Array.from({ length: 20_000 }, (_, nth) => taskOf({ task: nth + 1, node: 's1', next: [nth + 2] }));
    const last = taskOf({ task: 20_001, node: 's1', nodes: ['s3'] });
    expect(summaryOf(judge([asks('s1', [1]), ...chain, last]))).toBe('holds');
  });
});

describe('what is owed', () => {
  test('nothing to clients at home outside of the core', () => {
    const recording = new Recording()
      .start('crash', 1, { targets: ['s3'] })
      .invoke(2, 'write', ['x', 1])
      .heal(CORE);
    const verdict = checkLiveness(recording.final().perform(1, 'read', ['x', null]).history());
    expect(summaryOf(verdict)).toBe('holds');
    expect(verdict.exercised).toMatchObject({ operations: 1, finalOperations: 1, excused: 0 });
  });

  test('an end before the time to recover is over: afterwards is too late', () => {
    const late = stuckWrite().final().complete(0, 'ok').perform(1, 'read', ['x', null]);
    expect(summaryOf(checkLiveness(late.history()))).toBe('violated stuck');
    const inTime = stuckWrite().complete(0, 'ok').final().perform(1, 'read', ['x', null]);
    expect(summaryOf(checkLiveness(inTime.history()))).toBe('holds');
  });

  test('success from then on, unless a server outside is alive, in reach and leads', () => {
    const refused = (kind: string, leaders: readonly string[]): Verdict => {
      const recording = new Recording().start(kind, 1, { targets: ['s3'] }).heal(CORE);
      recording
        .nemesis('leaders', { servers: leaders })
        .final()
        .perform(1, 'read', ['x', null])
        .invoke(0, 'write', ['x', 1])
        .complete(0, 'fail');
      return checkLiveness(recording.history());
    };
    expect(summaryOf(refused('slow-cpu', ['s3']))).toBe('holds');
    expect(summaryOf(refused('slow-cpu', ['s1']))).toBe('violated not-recovered');
    expect(summaryOf(refused('pause', ['s3']))).toBe('violated not-recovered');
  });

  test('success, unless only a server outside may hold what was promised to be kept', () => {
    const refused = (holder: string): Verdict => {
      const recording = new Recording().start('crash', 1, { targets: ['s3'] }).heal(CORE);
      recording
        .nemesis('last-copies', { servers: [holder] })
        .final()
        .perform(1, 'read', ['x', null]);
      return checkLiveness(recording.invoke(0, 'write', ['x', 1]).complete(0, 'fail').history());
    };
    expect(summaryOf(refused('s3'))).toBe('holds');
    expect(summaryOf(refused('s2'))).toBe('violated not-recovered');
  });

  test('a leader that is cut off is no excuse either', () => {
    const deaf = { s1: ['s3'], s2: ['s3'], s3: ['s1', 's2'] };
    const recording = new Recording()
      .start('partition', 1, { deaf })
      .heal(CORE)
      .nemesis('leaders', { servers: ['s3'] });
    recording.final().invoke(0, 'write', ['x', 1]).complete(0, 'fail');
    expect(summaryOf(checkLiveness(recording.history()))).toBe('violated not-recovered');
  });
});

test('where nothing stays broken, or nothing is asked in the end, nothing is shown', () => {
  const whole = new Recording().heal(CORE).final().perform(0, 'read', ['x', null]);
  expect(summaryOf(checkLiveness(whole.history()))).toBe('vacuous');
  const silent = new Recording()
    .start('crash', 1, { targets: ['s3'] })
    .heal(CORE)
    .final();
  expect(summaryOf(checkLiveness(silent.history()))).toBe('vacuous');
});

test('what is no core and no graph is refused', () => {
  const noCore = new Recording().heal(undefined).nemesis('heal', { core: 's1' });
  expect(summaryOf(checkLiveness(noCore.final().history()))).toBe('vacuous');
  expect(() => checkLiveness(new Recording().nemesis('heal', { core: 's1' }).history())).toThrow(/expected null or/);
  expect(() =>
    checkLiveness(
      stuckWrite()
        .nemesis('wait-for', { tasks: [1] })
        .history(),
    ),
  ).toThrow(/no wait-for graph/);
});

function stepsOf(verdict: Verdict): readonly string[] | undefined {
  return verdict.verdict === 'violated' ? verdict.anomalies[0].steps : undefined;
}
