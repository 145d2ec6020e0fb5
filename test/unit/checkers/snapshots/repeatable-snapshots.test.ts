import { expect, test } from 'vitest';
import { checkRepeatableSnapshots } from '../../../../src/checkers/snapshots/repeatable-snapshots.ts';
import { messageOf, summaryOf } from '../../../helpers/anomalies.ts';
import { Recording } from '../../../helpers/recording.ts';

function snapshot(
  recording: Recording,
  at: number,
  replica: string,
  ...seen: (readonly [string, unknown])[]
): Recording {
  const asked = seen.map(([key]) => ['r', key, null]);
  const found = seen.map(([key, value]) => ['r', key, value]);
  return recording.perform(0, 'snapshot', asked, found, { readTimestamp: at, replica });
}

test('the same key at the same timestamp is the same on every replica', () => {
  const recording = snapshot(new Recording(), 5, 's1', ['x', [1]], ['y', 2]);
  const verdict = checkRepeatableSnapshots(snapshot(recording, 5, 's2', ['x', [1]]).history());
  expect(summaryOf(verdict)).toBe('holds');
  expect(verdict.exercised).toEqual({ snapshotReads: 2, repeatedTimestamps: 1, onOtherReplica: 1 });
});

test('another value at the same timestamp is a violation', () => {
  const recording = snapshot(new Recording(), 5, 's1', ['x', [1]]);
  const verdict = checkRepeatableSnapshots(snapshot(recording, 5, 's2', ['x', [1, 2]]).history());
  expect(summaryOf(verdict)).toBe('violated unrepeatable-snapshot');
  expect(messageOf(verdict)).toBe(
    'key "x" at timestamp 5 µs was [1] for snapshot [["r","x",null]] (operation 1, process 0) on "s1", and [1,2] for snapshot [["r","x",null]] (operation 3, process 0) on "s2".',
  );
});

test('at another timestamp, or of another key, values may differ; then nothing is shown', () => {
  const recording = snapshot(new Recording(), 5, 's1', ['x', 1]);
  expect(summaryOf(checkRepeatableSnapshots(snapshot(recording, 6, 's1', ['x', 2]).history()))).toBe('vacuous');
  expect(summaryOf(checkRepeatableSnapshots(snapshot(recording, 5, 's1', ['y', 2]).history()))).toBe('vacuous');
});

test('a snapshot that failed was not read', () => {
  const recording = snapshot(new Recording(), 5, 's1', ['x', 1]).invoke(0, 'snapshot', [['r', 'x', null]]);
  const history = recording.complete(0, 'fail', [['r', 'x', 2]], { readTimestamp: 5 }).history();
  expect(summaryOf(checkRepeatableSnapshots(history))).toBe('vacuous');
});
