import type { Assumption } from '../checkers/isolation/assumption.ts';
import { checkIsolation } from '../checkers/isolation/check-isolation.ts';
import { parseLevel } from '../checkers/isolation/level.ts';
import type { Workload } from '../checkers/isolation/transactions.ts';
import { checkLinearizability } from '../checkers/linearizability/check-linearizability.ts';
import { specNames } from '../checkers/linearizability/specs/catalog.ts';
import type { Verdict } from '../checkers/verdict.ts';
import { judge } from '../claims/judge.ts';
import type { History } from '../history/history.ts';
import { FORMATS } from '../history/input/format.ts';
import type { ReadOptions } from '../history/read.ts';
import { systemNamed } from '../models/registry.ts';
import { parseName } from './parse-name.ts';
import { UsageError } from './usage-error.ts';

/** What `capcheck check` was asked. */
export interface CheckOptions {
  readonly spec?: string;
  readonly initial?: string;
  readonly independent?: true;
  readonly only?: readonly string[];
  readonly isolation?: string;
  readonly workload?: string;
  readonly assume?: readonly string[];
  readonly claim?: string;
  readonly format?: string;
}

/** One thing that was judged: a guarantee of a claim, a spec, or a level. */
export interface Finding {
  readonly name: string;
  readonly verdict: Verdict;
}

/** How to read a file, and how to judge what it holds. */
export interface Check {
  readonly read: ReadOptions;
  readonly judge: (history: History) => readonly Finding[];
}

const WORKLOADS: readonly Workload[] = ['list-append', 'rw-register'];
const ASSUMPTIONS: readonly Extract<Assumption, string>[] = [
  'writes-follow-reads',
  'sequential-keys',
  'linearizable-keys',
];

/** @throws UsageError for flags that don't go together, UnknownNameError and IsolationError for names. */
export function chooseCheck(options: CheckOptions): Check {
  const { spec, isolation, claim, format } = options;
  const read: ReadOptions = format === undefined ? {} : { format: parseName('format', format, FORMATS) };
  const questions = [spec, isolation, claim].filter((question) => question !== undefined);
  if (questions.length !== 1)
    throw new UsageError(
      'say what to check: one of --spec NAME, --isolation LEVEL with --workload NAME, or --claim SYSTEM.',
    );
  refuseStrayFlags(options);
  if (spec !== undefined) return { read, judge: againstSpec(spec, options) };
  if (isolation !== undefined) return { read, judge: againstLevel(isolation, options) };
  const system = systemNamed(claim ?? '');
  return { read, judge: (history) => judge(history, system.claim).guarantees };
}

function againstSpec(given: string, { initial, independent, only }: CheckOptions): Check['judge'] {
  const spec = parseName('spec', given, specNames);
  const options = {
    spec,
    independent: independent === true,
    ...(only === undefined ? {} : { fs: only }),
    ...(initial === undefined ? {} : { initial: parseInitial(initial) }),
  };
  return (history) => [{ name: `linearizable ${spec}`, verdict: checkLinearizability(history, options) }];
}

function againstLevel(given: string, { workload, assume = [] }: CheckOptions): Check['judge'] {
  if (workload === undefined) throw new UsageError(`--isolation needs --workload, one of ${WORKLOADS.join(', ')}.`);
  const options = {
    level: parseLevel(given),
    workload: parseName('workload', workload, WORKLOADS),
    assume: assume.map((name) => parseName('assumption', name, ASSUMPTIONS)),
  };
  return (history) => [{ name: options.level, verdict: checkIsolation(history, options) }];
}

function parseInitial(given: string): unknown {
  try {
    return JSON.parse(given);
  } catch {
    throw new UsageError(`--initial ${given} is no JSON; a text needs its quotes, as in --initial '"x"'.`);
  }
}

/** A flag that the question has no use for is a mistake, not a wish to be passed over. */
function refuseStrayFlags({ spec, isolation, initial, independent, only, workload, assume }: CheckOptions): void {
  const forSpec: readonly (readonly [string, unknown])[] = [
    ['--initial', initial],
    ['--independent', independent],
    ['--only', only],
  ];
  const forLevel: readonly (readonly [string, unknown])[] = [
    ['--workload', workload],
    ['--assume', assume],
  ];
  const stray = [...(spec === undefined ? forSpec : []), ...(isolation === undefined ? forLevel : [])];
  const [flag] = stray.find(([, value]) => value !== undefined) ?? [];
  if (flag !== undefined)
    throw new UsageError(
      `${flag} goes with ${forSpec.some(([name]) => name === flag) ? '--spec' : '--isolation'} only.`,
    );
}
