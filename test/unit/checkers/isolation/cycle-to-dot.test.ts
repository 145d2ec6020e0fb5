import { expect, it } from 'vitest';
import { checkIsolation } from '../../../../src/checkers/isolation/check-isolation.ts';
import { cycleToDot } from '../../../../src/checkers/isolation/cycle-to-dot.ts';
import { shorthand } from '../../../helpers/isolation/shorthand.ts';

it('draws a box a transaction with what it did, and an edge a reason', () => {
  const history = shorthand('ax1 | info:7:ax2 | rx12 | rx1', 'sequence');
  const verdict = checkIsolation(history, { level: 'strict-serializable', workload: 'list-append' });
  const cycle = verdict.verdict === 'violated' ? verdict.anomalies[0].cycle! : [];
  expect(cycleToDot(history, cycle).split('\n')).toEqual([
    'digraph cycle {',
    '  node [shape=box, fontname=monospace];',
    String.raw`  T7 [label="T7 (client 103)\lr \"x\" [1]\l"];`,
    String.raw`  T2 [label="T2 (client 7, outcome unknown)\lappend \"x\" 2\l"];`,
    String.raw`  T5 [label="T5 (client 102)\lr \"x\" [1 2]\l"];`,
    expect.stringMatching(
      /^ {2}T7 -> T2 \[label="rw \\"x\\"", tooltip="T7 read key .*", color=royalblue, fontcolor=royalblue\];$/,
    ),
    expect.stringMatching(/^ {2}T2 -> T5 \[label="wr \\"x\\"", tooltip=.*, color=darkgreen/),
    expect.stringMatching(/^ {2}T5 -> T7 \[label="realtime", tooltip=.*, color=gray40/),
    '}',
    '',
  ]);
});
