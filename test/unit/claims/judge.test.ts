import { describe, expect, test } from 'vitest';
import { judge, overallVerdict } from '../../../src/claims/judge.ts';
import { GUARANTEES } from '../../../src/claims/guarantees.ts';
import { narrowJudgement } from '../../../src/claims/narrow-judgement.ts';
import type { GuaranteeName, TradeoffName } from '../../../src/claims/vocabulary.ts';
import { Recording } from '../../helpers/recording.ts';

const EVERY_GUARANTEE = Object.keys(GUARANTEES) as GuaranteeName[];
const EVERY_TRADEOFF: readonly TradeoffName[] = ['resurrected-items', 'stale-own-reads', 'stale-reads'];
const ALONE = { deaf: { s1: ['s2', 's3'], s2: ['s1'], s3: ['s1'] } };

describe('judge', () => {
  test('a run in which nothing happened exercises nothing', () => {
    const claim = { guarantees: EVERY_GUARANTEE, tradeoffs: EVERY_TRADEOFF };
    const { verdict, guarantees, tradeoffs, price } = judge(new Recording().heal().final().history(), claim);
    expect(verdict).toBe('vacuous');
    expect(guarantees.map(({ name, verdict: { verdict: kind } }) => [name, kind])).toEqual(
      EVERY_GUARANTEE.map((name) => [name, 'vacuous']),
    );
    expect(tradeoffs).toEqual(EVERY_TRADEOFF.map((name) => ({ name, observed: 0, of: 0, example: undefined })));
    expect(price).toMatchObject({ operations: 0, minorityOperations: 0, serveAgainMicros: undefined });
  });

  test('one history, two claims: who answers on a minority side keeps the one and breaks the other', () => {
    const history = new Recording().start('partition', 1, ALONE).perform(0, 'write', ['x', 1]).history();
    const judgement = judge(history, { guarantees: ['total-availability', 'minority-refuses'], tradeoffs: [] });
    expect(judgement.guarantees.map(({ verdict }) => verdict.verdict)).toEqual(['holds', 'violated']);
    expect(judgement.verdict).toBe('violated');
    expect(judgement.price).toMatchObject({ operations: 1, ok: 1, minorityOperations: 1, minorityAnswered: 1 });
  });

  test('snapshots of registers are neither transactions on lists nor operations of registers', () => {
    const history = new Recording()
      .perform(0, 'txn', [['append', 'l', 1]])
      .invoke(0, 'write', ['x', 'v'])
      .perform(1, 'read', ['x', null], ['x', 'v'])
      .complete(0, 'ok')
      .perform(0, 'snapshot', [['r', 'x', null]], [['r', 'x', null]], { readTimestamp: 1 })
      .perform(1, 'txn', [['r', 'l', null]], [['r', 'l', [1]]])
      .history();
    const { guarantees } = judge(history, {
      guarantees: ['strict-serializability', 'linearizable-registers'],
      tradeoffs: [],
    });
    expect(guarantees.map(({ verdict }) => verdict.verdict)).toEqual(['holds', 'holds']);
    expect(guarantees.some(({ verdict }) => 'certificate' in verdict)).toBe(false);
  });

  test('the time to serve again runs from the first question after a client’s isolation to its next success', () => {
    const history = new Recording()
      .start('partition', 1, ALONE)
      .invoke(0, 'write', ['x', 1])
      .complete(0, 'fail')
      .stop('partition', 1)
      .wait(20)
      .invoke(0, 'write', ['x', 2])
      .complete(0, 'fail')
      .wait(20)
      .perform(0, 'write', ['x', 3])
      .history();
    const { price } = judge(history, { guarantees: ['minority-refuses'], tradeoffs: [] });
    // Asked, refused a millisecond later, idle for 20, asked again after one, answered after another.
    expect(price.serveAgainMicros).toBe(23_000);
    expect(price).toMatchObject({ ok: 1, refused: 2, unknown: 0, minorityOperations: 1, minorityAnswered: 0 });
  });

  test('hours between final operations are no time to serve again, refusals are', () => {
    const recording = new Recording().start('partition', 1, ALONE).wait(10).stop('partition', 1);
    recording.invoke(0, 'write', ['x', 1]).complete(0, 'fail').heal().final().wait(3_600_000);
    recording.invoke(0, 'write', ['x', 2]).wait(5).complete(0, 'fail').wait(3_600_000).perform(0, 'write', ['x', 3]);
    const { price } = judge(recording.history(), { guarantees: [], tradeoffs: [] });
    // A millisecond before the final operations, 6 and 1 in them.
    expect(price.serveAgainMicros).toBe(8_000);
  });

  test('what asks no server is neither refused nor answered on a minority side', () => {
    const recording = new Recording().start('partition', 1, ALONE);
    recording.perform(0, 'offline', { user: 'c1', micros: 1 }).invoke(0, 'send', { to: 'c2' });
    const history = recording.complete(0, 'fail', undefined, { unasked: true }).history();
    const { price, guarantees } = judge(history, { guarantees: ['minority-refuses'], tradeoffs: [] });
    expect(price).toMatchObject({ operations: 0, refused: 0, minorityOperations: 0 });
    expect(guarantees[0]?.verdict.verdict).toBe('vacuous');
  });
});

test('the worst verdict counts, and one that holds counts more than what was not exercised', () => {
  expect(overallVerdict(['holds', 'unknown', 'violated'])).toBe('violated');
  expect(overallVerdict(['vacuous', 'unknown', 'holds'])).toBe('unknown');
  expect(overallVerdict(['vacuous', 'holds'])).toBe('holds');
  expect(overallVerdict(['vacuous'])).toBe('vacuous');
  expect(overallVerdict([])).toBe('vacuous');
});

test('a judgement narrowed to some guarantees has their verdict', () => {
  const history = new Recording().start('partition', 1, ALONE).perform(0, 'write', ['x', 1]).history();
  const judgement = judge(history, { guarantees: ['total-availability', 'minority-refuses'], tradeoffs: [] });
  expect(narrowJudgement(judgement, ['total-availability'])).toMatchObject({
    verdict: 'holds',
    guarantees: [{ name: 'total-availability' }],
  });
});
