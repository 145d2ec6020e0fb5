import { expect, test } from 'vitest';
import { exerciseOf, type Exercise } from '../../../../src/checkers/linearizability/exercise.ts';
import { specOf, type SpecName } from '../../../../src/checkers/linearizability/specs/catalog.ts';
import { columnsOf } from '../../../../src/history/columns.ts';
import { historyOf } from '../../../helpers/linearizability/history-of.ts';

function exerciseIn(spec: SpecName, lines: readonly string[], only?: readonly string[]): Exercise {
  return exerciseOf(columnsOf(historyOf(...lines), { independent: true }), specOf(spec), only);
}

const lines = [
  '0 invoke write ["x",1]',
  '1 invoke read ["x",null]', // overlaps the write
  '2 invoke read ["y",null]', // of another object
  '1 ok read ["x",1]',
  '2 ok read ["y",null]',
  '0 ok write ["x",1]',
  '3 invoke write ["y",5]',
  '3 info write ["y",5]', // may take effect at any time from now on
  '1 invoke read ["y",null]', // overlaps that
  '1 ok read ["y",5]',
  '0 invoke write ["x",9]',
  '1 invoke read ["x",null]', // overlaps nothing that took effect
  '0 fail write ["x",9]',
  '1 ok read ["x",1]',
  '2 invoke read ["x",null]',
  '2 info read ["x",null]', // nobody saw an answer
  '0 invoke write ["x",2]',
  '4 invoke write ["x",3]', // two updates are no pair
  '0 ok write ["x",2]',
  '4 ok write ["x",3]',
];

test('reads that completed, reads and updates that overlap, and updates of unknown outcome are counted', () => {
  expect(exerciseIn('register', lines)).toEqual({ reads: 4, concurrentPairs: 2, unknownWrites: 1 });
});

test('only of the operations to consider', () => {
  expect(exerciseIn('register', lines, ['read'])).toEqual({ reads: 4, concurrentPairs: 0, unknownWrites: 0 });
  expect(exerciseIn('register', lines, ['write'])).toEqual({ reads: 0, concurrentPairs: 0, unknownWrites: 1 });
});

test('any two calls that overlap are a pair where nothing only looks', () => {
  const both = ['0 invoke acquire ["x",null]', '1 invoke release ["x",null]'];
  const returned = ['0 ok acquire ["x",null]', '1 ok release ["x",null]'];
  expect(exerciseIn('mutex', [...both, ...returned])).toEqual({ reads: 0, concurrentPairs: 1, unknownWrites: 0 });
});
