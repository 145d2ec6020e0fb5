import { writeFileSync } from 'node:fs';
import { checkWithPorcupine } from '../checkers/linearizability/second-opinion/check-with-porcupine.ts';
import type { SpecName } from '../checkers/linearizability/specs/catalog.ts';
import type { ReadOptions } from '../history/read.ts';
import type { Check, CheckOptions } from './choose-check.ts';
import { parseCount } from './numbers.ts';
import { parseJson } from './parse-json.ts';
import { parseName } from './parse-name.ts';
import { UsageError } from './usage-error.ts';

const MOST_STEPS = 1_000_000_000_000;

/** `capcheck check --spec NAME --engine porcupine`. */
export function askPorcupine(spec: SpecName, options: CheckOptions, read: ReadOptions): Check {
  parseName('engine', options.engine!, ['porcupine']);
  const { visualize, steps, initial, only } = options;
  if (options.memory !== undefined || options.workers !== undefined)
    throw new UsageError('--engine porcupine has one thread and counts steps only; leave out --memory and --workers.');
  const settings = {
    spec,
    independent: options.independent === true,
    ...(steps === undefined ? {} : { stepBudget: parseCount('--steps', steps, MOST_STEPS) }),
    ...(only === undefined ? {} : { fs: only }),
    ...(initial === undefined ? {} : { initial: parseJson('--initial', initial) }),
  };
  return {
    read,
    judge(history) {
      const { verdict, page } = checkWithPorcupine(history, settings);
      if (visualize !== undefined) writeFileSync(visualize, page());
      return [{ name: `linearizable ${spec}, by porcupine`, verdict }];
    },
  };
}
