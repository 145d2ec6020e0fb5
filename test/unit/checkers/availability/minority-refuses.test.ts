import { describe, expect, test } from 'vitest';
import { checkMinorityRefuses } from '../../../../src/checkers/availability/minority-refuses.ts';
import { messageOf, summaryOf } from '../../../helpers/anomalies.ts';
import { Recording } from '../../../helpers/recording.ts';

/** s1 hears nobody and nobody hears s1. */
const ALONE = { deaf: { s1: ['s2', 's3'], s2: ['s1'], s3: ['s1'] } };

describe('minority-refuses', () => {
  test('an answer from a server that is cut off alone is a violation', () => {
    const history = new Recording().start('partition', 1, ALONE).perform(0, 'write', ['x', 1]).history();
    const verdict = checkMinorityRefuses(history);
    expect(summaryOf(verdict)).toBe('violated answered-in-minority');
    expect(messageOf(verdict)).toBe(
      'write ["x",1] (operation 2, process 0) succeeded although its client could exchange words with no majority of the voters from beginning to end.',
    );
    expect(verdict.exercised).toEqual({ partitions: 1, operations: 1, minorityOperations: 1, refused: 0 });
  });

  test('who only hears the majority may answer reads, but not write', () => {
    const unheard = { deaf: { s2: ['s1'], s3: ['s1'] } };
    const read = new Recording().start('partition', 1, unheard).perform(0, 'read', ['x', null], ['x', 1]).history();
    const write = new Recording().start('partition', 1, unheard).perform(0, 'write', ['x', 1]).history();
    expect(summaryOf(checkMinorityRefuses(read))).toBe('vacuous');
    expect(summaryOf(checkMinorityRefuses(write))).toBe('violated answered-in-minority');
  });

  test('who hears nobody may answer neither, though all hear it', () => {
    const deaf = { deaf: { s1: ['s2', 's3'] } };
    const read = new Recording().start('partition', 1, deaf).perform(0, 'read', ['x', null], ['x', 1]).history();
    expect(summaryOf(checkMinorityRefuses(read))).toBe('violated answered-in-minority');
  });

  test('who processes records there may find none, but write nothing', () => {
    const process = (...steps: unknown[]): string => {
      const cut = new Recording().start('partition', 1, ALONE);
      return summaryOf(checkMinorityRefuses(cut.perform(0, 'process', [['poll']], steps).history()));
    };
    expect(process(['poll', { p: [] }])).toBe('vacuous');
    expect(process(['poll', { p: [[0, 1]] }], ['send', 'q', [0, 2]])).toBe('violated answered-in-minority');
  });

  test('a refusal and an unknown outcome are right there', () => {
    const history = new Recording()
      .start('partition', 1, ALONE)
      .invoke(0, 'write', ['x', 1])
      .complete(0, 'fail')
      .invoke(0, 'write', ['x', 2])
      .complete(0, 'info')
      .history();
    const verdict = checkMinorityRefuses(history);
    expect(summaryOf(verdict)).toBe('holds');
    expect(verdict.exercised).toEqual({ partitions: 1, operations: 2, minorityOperations: 2, refused: 2 });
  });

  test('the majority side may answer; without an operation on the minority side nothing is shown', () => {
    const history = new Recording().start('partition', 1, ALONE).perform(1, 'write', ['x', 1]).history();
    expect(summaryOf(checkMinorityRefuses(history))).toBe('vacuous');
  });

  test('an operation that began before the cut, or ended after it, may have met the majority', () => {
    const before = new Recording().invoke(0, 'write', ['x', 1]).start('partition', 1, ALONE).complete(0, 'ok');
    const after = new Recording()
      .start('partition', 1, ALONE)
      .invoke(0, 'write', ['x', 1])
      .stop('partition', 1)
      .complete(0, 'ok');
    expect(summaryOf(checkMinorityRefuses(before.history()))).toBe('vacuous');
    expect(summaryOf(checkMinorityRefuses(after.history()))).toBe('vacuous');
  });

  test('a cut that is followed by another one without a gap does not become a minority when they leave different ways open', () => {
    const left = { deaf: { s1: ['s2'], s2: ['s1'], s3: ['s2'] } };
    const history = new Recording()
      .start('partition', 1, ALONE)
      .invoke(0, 'write', ['x', 1])
      .start('partition', 2, left)
      .stop('partition', 1)
      .complete(0, 'ok')
      .history();
    expect(summaryOf(checkMinorityRefuses(history))).toBe('vacuous');
  });

  test('a bridge joins both sides', () => {
    const bridge = { deaf: { s1: ['s2', 's3'], s2: ['s1'], s3: ['s1'] } };
    const servers = ['s1', 's2', 's3', 's4'];
    const history = new Recording(servers).start('partition', 1, bridge).perform(0, 'write', ['x', 1]).history();
    expect(summaryOf(checkMinorityRefuses(history))).toBe('vacuous');
  });

  test('who hears the majority but is not heard by it can not ask it', () => {
    const oneWay = { deaf: { s2: ['s1'], s3: ['s1'] } };
    const history = new Recording().start('partition', 1, oneWay).perform(0, 'write', ['x', 1]).history();
    expect(summaryOf(checkMinorityRefuses(history))).toBe('violated answered-in-minority');
  });

  test('servers that are down or paused all the time make no majority', () => {
    const down = new Recording().start('crash', 1, { targets: ['s2'] }).start('pause', 2, { targets: ['s3'] });
    expect(summaryOf(checkMinorityRefuses(down.perform(0, 'write', ['x', 1]).history()))).toBe(
      'violated answered-in-minority',
    );
    const restarted = new Recording()
      .start('crash', 1, { targets: ['s2', 's3'] })
      .invoke(0, 'write', ['x', 1])
      .stop('crash', 1)
      .complete(0, 'ok');
    expect(summaryOf(checkMinorityRefuses(restarted.history()))).toBe('vacuous');
  });

  test('snapshot reads may be of the past', () => {
    const history = new Recording()
      .start('partition', 1, ALONE)
      .perform(0, 'snapshot', [['r', 'x', null]])
      .history();
    expect(summaryOf(checkMinorityRefuses(history))).toBe('vacuous');
  });

  test('a read may rest on a lease from before the cut, but not for longer than a lease lasts', () => {
    const lease = { group: 'g', ballot: 1, from: 1_000_000, until: 1_100_000 };
    const soon = new Recording().observe('s1', 'lease', lease).start('partition', 1, ALONE).wait(100);
    expect(summaryOf(checkMinorityRefuses(soon.perform(0, 'read', ['x', null], ['x', 1]).history()))).toBe('vacuous');
    const late = new Recording().observe('s1', 'lease', lease).start('partition', 1, ALONE).wait(151);
    expect(summaryOf(checkMinorityRefuses(late.perform(0, 'read', ['x', null], ['x', 1]).history()))).toBe(
      'violated answered-in-minority',
    );
    const write = new Recording().observe('s1', 'lease', lease).start('partition', 1, ALONE);
    expect(summaryOf(checkMinorityRefuses(write.perform(0, 'write', ['x', 1]).history()))).toBe(
      'violated answered-in-minority',
    );
  });

  test('a charge under a key that nobody had used changes something: no lease justifies its success', () => {
    const lease = { group: 'g', ballot: 1, from: 1_000_000, until: 1_100_000 };
    const charge = { key: 'k', merchant: 'm', card: 'good', amount: 1 };
    const first = new Recording().observe('s1', 'lease', lease).start('partition', 1, ALONE);
    expect(summaryOf(checkMinorityRefuses(first.perform(0, 'charge', charge).history()))).toBe(
      'violated answered-in-minority',
    );
    const again = new Recording().observe('s1', 'lease', lease).perform(0, 'charge', charge);
    again.start('partition', 1, ALONE).perform(0, 'charge', charge);
    expect(summaryOf(checkMinorityRefuses(again.history()))).toBe('vacuous');
  });

  test('processes that took over from retired ones belong to the same client', () => {
    const history = new Recording().start('partition', 1, ALONE).perform(3, 'write', ['x', 1]).history();
    expect(summaryOf(checkMinorityRefuses(history))).toBe('violated answered-in-minority');
  });
});
