import { describe, expect, test } from 'vitest';
import { Search } from '../../../../../src/checkers/linearizability/engine/search.ts';
import { timelineOf } from '../../../../../src/checkers/linearizability/engine/timeline.ts';
import { Trail } from '../../../../../src/checkers/linearizability/engine/trail.ts';
import { problemOf } from '../../../../../src/checkers/linearizability/explain/draft.ts';
import type { SpecName } from '../../../../../src/checkers/linearizability/specs/catalog.ts';
import { columnsOf } from '../../../../../src/history/columns.ts';
import { draftOfHistory } from '../../../../helpers/linearizability/draft-of-history.ts';
import { historyOf } from '../../../../helpers/linearizability/history-of.ts';

interface Told {
  /** Each state with the calls that took effect in it and had not returned, by position among all calls. */
  readonly roots: readonly (readonly [state: unknown, done: readonly number[]])[];
  readonly skippable: readonly number[];
}

/** What an object may be right after so many returns. */
function configurationsAfter(returns: number, spec: SpecName, ...lines: readonly string[]): Told {
  const draft = draftOfHistory(columnsOf(historyOf(...lines)), spec);
  const problem = problemOf(draft);
  const timeline = timelineOf(problem);
  const search = new Search(problem, timeline, new Trail(problem, timeline, returns, returns));
  search.run('wide', Infinity, Infinity);
  const { roots, skippable } = search.configurationsAt(returns);
  return { roots: roots.map(({ state, done }) => [draft.machine.states[state], done]), skippable: [...skippable] };
}

describe('right after a return', () => {
  const writes = ['0 invoke write 1', '1 invoke write 2', '1 ok write 2', '0 ok write 1'];

  test('a write under way may have been overwritten, so it need not take effect any more', () => {
    expect(configurationsAfter(1, 'register', ...writes)).toEqual({ roots: [[2, []]], skippable: [0] });
  });

  test('of two writes that overlapped either may be the last', () => {
    const { roots, skippable } = configurationsAfter(2, 'register', ...writes);
    expect(new Set(roots)).toEqual(
      new Set([
        [1, []],
        [2, []],
      ]),
    );
    expect(skippable).toEqual([]);
  });

  test('a read under way took effect as soon as it could', () => {
    const told = configurationsAfter(
      1,
      'register',
      '0 invoke read',
      '1 invoke write 1',
      '1 ok write 1',
      '0 ok read null',
    );
    expect(told).toEqual({ roots: [[1, [0]]], skippable: [] });
  });

  test('calls that never return took effect where a read shows it, of identical ones the first', () => {
    const lost = [0, 1].flatMap((client) => [`${client} invoke add 1`, `${client} info add 1`]);
    expect(configurationsAfter(1, 'counter', ...lost, '2 invoke read', '2 ok read 1')).toEqual({
      roots: [[1, [0]]],
      skippable: [],
    });
  });

  test('nothing is known when nothing that returned can be explained', () => {
    expect(configurationsAfter(1, 'register', '0 invoke read', '0 ok read 7')).toEqual({ roots: [], skippable: [] });
  });
});
