import { describe, expect, it } from 'vitest';
import { checkLongFork } from '../../../../src/checkers/long-fork/check-long-fork.ts';
import { messageOf, summaryOf } from '../../../helpers/anomalies.ts';
import { shorthand } from '../../../helpers/isolation/shorthand.ts';

const WRITES = 'wx1 | wy1';

describe('long fork', () => {
  it.each([
    ['two reads that saw the writes in opposite orders', `${WRITES} | rx1ry_ | rx_ry1`, 'violated long-fork'],
    ['the same keys in another order', `${WRITES} | rx1ry_ | ry1rx_`, 'violated long-fork'],
    ['among reads that agree', `${WRITES} | wz1 | rx1ry1rz_ | rx1ry_rz_ | rx_ry_rz1`, 'violated long-fork long-fork'],
    ['reads that saw more and more', `${WRITES} | rx1ry_ | rx1ry1 | rx1ry_ | rx_ry_`, 'holds'],
    ['a read of one key only', `${WRITES} | rx1ry_ | ry1 | rx1ry_`, 'holds'],
    ['reads of different groups', `${WRITES} | wz1 | rx1ry_ | rx1ry_ | rz1rx_`, 'holds'],
    ['a value of nobody', 'wx1 | rx2ry_', 'violated thin-air'],
    ['a value of a failed write', 'fail::wx1 | rx1ry_', 'violated aborted-read'],
    ['one read in the middle', `${WRITES} | rx1ry_ | rx1ry1`, 'vacuous'],
  ])('%s: %s', (_, text, summary) => {
    expect(summaryOf(checkLongFork(shorthand(text)))).toBe(summary);
  });

  it('is told by what each read saw and missed', () => {
    const verdict = checkLongFork(shorthand(`${WRITES} | rx1ry_ | rx_ry1`), 'prefix');
    expect(messageOf(verdict)).toBe(
      'T6 (client 102) read key "x" as 1 and key "y" as null, so T4 came before T5; but T7 (client 103) read key "y" as 1 and key "x" as ' +
        'null, so T5 came before T4: a contradiction',
    );
    expect(verdict).toMatchObject({
      levels: { asked: 'prefix', strongest: [], refuted: ['prefix', 'repeatable-read'] },
      exercised: { writes: 2, groups: 1, groupReads: 2, partialReads: 2 },
    });
  });

  it('refuses a level that allows long forks, and a key that is written twice', () => {
    expect(() => checkLongFork(shorthand(WRITES), 'parallel-snapshot-isolation')).toThrow(
      "long-fork can't decide parallel-snapshot-isolation",
    );
    expect(() => checkLongFork(shorthand('wx1 | wx2'))).toThrow('key "x" is written twice');
  });
});
