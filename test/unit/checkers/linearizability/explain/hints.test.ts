import { expect, test } from 'vitest';
import { checkLinearizability } from '../../../../../src/checkers/linearizability/check-linearizability.ts';
import { INDEPENDENT_HINT } from '../../../../../src/checkers/linearizability/explain/hints.ts';
import type { LinearizabilityOptions } from '../../../../../src/checkers/linearizability/options.ts';
import { historyOf } from '../../../../helpers/linearizability/history-of.ts';

function hintsOn(
  lines: readonly string[],
  options: Partial<LinearizabilityOptions> & { readonly independent?: boolean } = {},
): readonly string[] {
  const verdict = checkLinearizability(historyOf(...lines), { spec: 'register', ...options });
  if (verdict.verdict !== 'violated') throw new Error(verdict.verdict);
  return verdict.hints ?? [];
}

const beganAs = (state: string): string =>
  `one operation is enough for this, right at the beginning: if the object did not begin as ${state}, say how it did with --initial (\`initial\`)`;

const wrote = ['0 invoke write 1', '0 ok write 1'];
const read = (value: string): string[] => ['1 invoke read', `1 ok read ${value}`];

test('a single read of what was never written: the object may have begun otherwise', () => {
  expect(hintsOn(read('7'))).toEqual([beganAs('null')]);
  expect(hintsOn(read('7'), { initial: 3 })).toEqual([beganAs('3')]);
});

test('no such hint when it takes several operations', () => {
  expect(hintsOn([...wrote, ...read('null')])).toEqual([]);
});

test('nobody asks for anything but pairs of a key and nothing: keys may be objects', () => {
  const pairs = (key: string): string[] => [`0 invoke read [${key},null]`, `0 ok read [${key},2]`];
  expect(hintsOn(pairs('"x"'))).toEqual([INDEPENDENT_HINT]);
  expect(hintsOn(pairs('1'))).toEqual([INDEPENDENT_HINT]);
  expect(hintsOn(pairs('true'))).toEqual([beganAs('null')]);
  expect(hintsOn(pairs('"x",0'))).toEqual([beganAs('null')]);
  expect(hintsOn([...pairs('"x"'), ...wrote])).not.toContain(INDEPENDENT_HINT);
});

test('not when none of the pairs asks for anything, nor when the keys are apart already', () => {
  const swap = ['0 invoke cas [1,2]', '0 ok cas [1,2]'];
  expect(hintsOn(swap, { spec: 'cas-register' })).toEqual([beganAs('null')]);
  const nested = ['0 invoke read ["x",["y",null]]', '0 ok read ["x",["y",2]]'];
  expect(hintsOn(nested, { independent: true })).toEqual([beganAs('null')]);
});
