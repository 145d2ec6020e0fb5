import { describe, expect, test } from 'vitest';
import { checkNoLostAddition } from '../../../../src/checkers/carts/no-lost-addition.ts';
import { messageOf, summaryOf } from '../../../helpers/anomalies.ts';
import { Recording } from '../../../helpers/recording.ts';

const APPLE = { cart: 'c', item: 'apple' };
const PEAR = { cart: 'c', item: 'pear' };

function seeing(...items: string[]): readonly [string, unknown, unknown] {
  return ['cart', { cart: 'c', items: null }, { cart: 'c', items }];
}

describe('no-lost-addition in carts', () => {
  test('an item in every final read holds', () => {
    const recording = new Recording()
      .perform(0, 'add', APPLE)
      .final()
      .perform(0, ...seeing('apple'));
    const verdict = checkNoLostAddition(recording.perform(1, ...seeing('apple')).history());
    expect(summaryOf(verdict)).toBe('holds');
    expect(verdict.exercised).toEqual({ additions: 1, puts: 0, finalReads: 2, replicas: 0 });
  });

  test('an item missing in one final read is lost', () => {
    const recording = new Recording()
      .perform(0, 'add', APPLE)
      .final()
      .perform(0, ...seeing('apple'));
    const verdict = checkNoLostAddition(recording.perform(1, ...seeing()).history());
    expect(summaryOf(verdict)).toBe('violated lost-addition');
    expect(messageOf(verdict)).toBe(
      'add {"cart":"c","item":"apple"} (operation 1, process 0) was acknowledged (operation 2) and never removed, but the item is missing in 1 of 2 final reads.',
    );
  });

  test('an item missing in the state of one owner is lost, in that of another server not', () => {
    const recording = new Recording().perform(0, 'add', APPLE).final();
    const owners = ['s1', 's2'];
    recording.state('s1', { c: [owners, [['apple'], ['pear']]] }).state('s3', { c: [owners, [[]]] });
    expect(summaryOf(checkNoLostAddition(recording.history()))).toBe('holds');
    const verdict = checkNoLostAddition(recording.state('s2', { c: [owners, [['pear']]] }).history());
    expect(summaryOf(verdict)).toBe('violated lost-addition');
    expect(messageOf(verdict)).toMatch(/but the item is missing on 1 of 2 owners \(s2\)\.$/);
  });

  test('what somebody tried to remove may be gone, whatever came of it; a refused removal removes nothing', () => {
    const unknown = new Recording().perform(0, 'add', APPLE).invoke(1, 'remove', APPLE).complete(1, 'info');
    expect(
      summaryOf(
        checkNoLostAddition(
          unknown
            .final()
            .perform(0, ...seeing())
            .history(),
        ),
      ),
    ).toBe('vacuous');
    const refused = new Recording().perform(0, 'add', APPLE).invoke(1, 'remove', APPLE).complete(1, 'fail');
    expect(
      summaryOf(
        checkNoLostAddition(
          refused
            .final()
            .perform(0, ...seeing())
            .history(),
        ),
      ),
    ).toBe('violated lost-addition');
  });

  test('a removal may begin before the addition and take effect after it', () => {
    const recording = new Recording().invoke(1, 'remove', APPLE).perform(0, 'add', APPLE).complete(1, 'ok').final();
    expect(summaryOf(checkNoLostAddition(recording.perform(0, ...seeing()).history()))).toBe('vacuous');
  });

  test('nobody promised to keep what was not acknowledged', () => {
    const recording = new Recording().invoke(0, 'add', APPLE).complete(0, 'info').perform(1, 'add', PEAR).final();
    expect(summaryOf(checkNoLostAddition(recording.perform(1, ...seeing('pear')).history()))).toBe('holds');
  });

  test('reads before the final phase may be stale', () => {
    const recording = new Recording()
      .perform(0, 'add', APPLE)
      .perform(1, ...seeing())
      .final();
    expect(summaryOf(checkNoLostAddition(recording.perform(1, ...seeing('apple')).history()))).toBe('holds');
  });
});

describe('no-lost-addition in registers', () => {
  const get = (...siblings: number[]): readonly [string, unknown, unknown] => ['get', ['x', null], ['x', siblings]];

  test('the last put is there, alone or among siblings', () => {
    const recording = new Recording().perform(0, 'put', ['x', 1]).perform(1, 'put', ['x', 2]).final();
    const verdict = checkNoLostAddition(
      recording
        .perform(0, ...get(2))
        .perform(1, ...get(1, 2))
        .history(),
    );
    expect(summaryOf(verdict)).toBe('holds');
    expect(verdict.exercised).toEqual({ additions: 0, puts: 1, finalReads: 2, replicas: 0 });
  });

  test('a last put that no final read returns is a lost write', () => {
    const recording = new Recording().perform(0, 'put', ['x', 1]).perform(1, 'put', ['x', 2]).final();
    const verdict = checkNoLostAddition(recording.perform(0, ...get(1)).history());
    expect(summaryOf(verdict)).toBe('violated lost-write');
    expect(messageOf(verdict)).toBe(
      'put ["x",2] (operation 3, process 1) was acknowledged (operation 4) and can\'t have been replaced, but no final read returns it.',
    );
  });

  test('one that only some final reads return is a lost read', () => {
    const recording = new Recording()
      .perform(0, 'put', ['x', 1])
      .final()
      .perform(0, ...get(1))
      .perform(1, ...get());
    expect(summaryOf(checkNoLostAddition(recording.history()))).toBe('violated lost-read');
  });

  test('a put that another one overlapped or followed may have been replaced', () => {
    const overlapped = new Recording().invoke(0, 'put', ['x', 1]).perform(1, 'put', ['x', 2]).complete(0, 'ok').final();
    expect(summaryOf(checkNoLostAddition(overlapped.perform(0, ...get(1)).history()))).toBe('vacuous');
    const unknown = new Recording().perform(0, 'put', ['x', 1]).invoke(1, 'put', ['x', 2]).complete(1, 'info').final();
    expect(summaryOf(checkNoLostAddition(unknown.perform(0, ...get(2)).history()))).toBe('vacuous');
  });

  test('a put whose outcome was unknown before the last one began can not replace it', () => {
    const recording = new Recording()
      .invoke(0, 'put', ['x', 1])
      .complete(0, 'info')
      .perform(1, 'put', ['x', 2])
      .final();
    expect(summaryOf(checkNoLostAddition(recording.perform(1, ...get(1)).history()))).toBe('violated lost-write');
  });
});
