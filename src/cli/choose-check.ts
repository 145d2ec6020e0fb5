import { availableParallelism } from 'node:os';
import { checkLinearizability } from '../checkers/linearizability/check-linearizability.ts';
import { specNames, specOf } from '../checkers/linearizability/specs/catalog.ts';
import type { Verdict } from '../checkers/verdict.ts';
import { judge } from '../claims/judge.ts';
import type { History } from '../history/history.ts';
import { FORMATS } from '../history/input/format.ts';
import { readColumns, type ReadOptions } from '../history/read.ts';
import { systemNamed } from '../models/registry.ts';
import { checkInParts } from '../search/check-in-parts.ts';
import { askPorcupine } from './ask-porcupine.ts';
import { askWorkload, WORKLOADS, workloadFlags } from './ask-workload.ts';
import { parseCount, parseSteps } from './numbers.ts';
import { parseJson } from './parse-json.ts';
import { parseName } from './parse-name.ts';
import { UsageError } from './usage-error.ts';

/** What `capcheck check` was asked. */
export interface CheckOptions {
  readonly spec?: string;
  readonly initial?: string;
  readonly independent?: true;
  readonly only?: readonly string[];
  readonly workers?: string;
  readonly memory?: string;
  readonly steps?: string;
  readonly engine?: string;
  readonly visualize?: string;
  readonly isolation?: string;
  readonly workload?: string;
  readonly assume?: readonly string[];
  readonly negativeBalances?: true;
  readonly dot?: string;
  readonly claim?: string;
  readonly format?: string;
}

/** One thing that was judged: a guarantee of a claim, a spec, a level, or an anomaly of a workload. */
export interface Finding {
  readonly name: string;
  readonly verdict: Verdict;
}

/** How to read a file, and how to judge what it holds. */
export interface Check {
  readonly read: ReadOptions;
  readonly judge: (history: History) => readonly Finding[];
  /** Judges a file without keeping its operations, where that can be done. */
  readonly judgeFile?: (file: string) => Promise<readonly Finding[]>;
}

const MOST_WORKERS = 256;
const MOST_MEBIBYTES = 1_048_576;

/** @throws UsageError for flags that don't go together, UnknownNameError and IsolationError for names. */
export function chooseCheck(options: CheckOptions): Check {
  const { spec, isolation, workload, claim, format } = options;
  const read: ReadOptions = format === undefined ? {} : { format: parseName('format', format, FORMATS) };
  const questions = [spec, isolation ?? workload, claim].filter((question) => question !== undefined);
  if (questions.length === 0)
    throw new UsageError(
      'say what to check: one of --spec NAME, --isolation LEVEL with --workload NAME, --workload NAME, or --claim SYSTEM.',
    );
  if (questions.length > 1) throw new UsageError('--spec, --claim and --isolation with --workload exclude each other.');
  if (spec !== undefined) {
    refuseStrayFlags(options, [
      '--initial',
      '--independent',
      '--only',
      '--workers',
      '--memory',
      '--steps',
      '--engine',
      '--visualize',
    ]);
    return againstSpec(spec, options, read);
  }
  if (claim !== undefined) {
    refuseStrayFlags(options, []);
    const system = systemNamed(claim);
    return { read, judge: (history) => judge(history, system.claim).guarantees };
  }
  if (workload === undefined) throw new UsageError(`--isolation needs --workload, one of ${WORKLOADS.join(', ')}.`);
  const name = parseName('workload', workload, WORKLOADS);
  refuseStrayFlags(options, workloadFlags(name));
  const independent = options.independent === true ? { independent: true } : {};
  return askWorkload(name, options, { ...read, ...independent });
}

function againstSpec(given: string, options: CheckOptions, read: ReadOptions): Check {
  const spec = parseName('spec', given, specNames);
  const { initial, only, workers, memory, steps } = options;
  const independent = options.independent === true;
  if (options.engine !== undefined) return askPorcupine(spec, options, read);
  if (options.visualize !== undefined) throw new UsageError('--visualize goes with --engine porcupine.');
  const threads = workers === undefined ? availableParallelism() : parseCount('--workers', workers, MOST_WORKERS);
  const settings = {
    spec,
    ...(memory === undefined ? {} : { memoryBytes: parseCount('--memory', memory, MOST_MEBIBYTES) * 2 ** 20 }),
    ...(steps === undefined ? {} : { stepBudget: parseSteps(steps) }),
    ...(only === undefined ? {} : { fs: only }),
    ...(initial === undefined ? {} : { initial: parseJson('--initial', initial) }),
  };
  for (const f of only ?? []) parseName(`operation of the spec ${spec}`, f, specOf(spec).operations);
  const name = `linearizable ${spec}`;
  return {
    read,
    judge: (history) => [{ name, verdict: checkLinearizability(history, { ...settings, independent }) }],
    judgeFile: async (file) => {
      const columns = await readColumns(file, { ...read, independent });
      return [{ name, verdict: await checkInParts(columns, settings, threads) }];
    },
  };
}

/** With which questions each flag goes. */
const HOMES: Readonly<Record<string, string>> = {
  '--initial': '--spec and --workload bank',
  '--independent': '--spec, --workload causal-reverse and --workload g2',
  '--only': '--spec',
  '--workers': '--spec',
  '--memory': '--spec',
  '--steps': '--spec, --workload list-append and --workload rw-register',
  '--engine': '--spec',
  '--visualize': '--spec',
  '--assume': '--workload list-append and --workload rw-register',
  '--negative-balances': '--workload bank',
  '--dot': '--workload list-append and --workload rw-register',
};

/** A flag that the question has no use for is a mistake, not a wish to be passed over. */
function refuseStrayFlags(options: CheckOptions, useful: readonly string[]): void {
  const given: readonly (readonly [string, unknown])[] = [
    ['--initial', options.initial],
    ['--independent', options.independent],
    ['--only', options.only],
    ['--workers', options.workers],
    ['--memory', options.memory],
    ['--steps', options.steps],
    ['--engine', options.engine],
    ['--visualize', options.visualize],
    ['--assume', options.assume],
    ['--negative-balances', options.negativeBalances],
    ['--dot', options.dot],
  ];
  const [stray] = given.find(([flag, value]) => value !== undefined && !useful.includes(flag)) ?? [];
  if (stray !== undefined) throw new UsageError(`${stray} goes with ${HOMES[stray]} only.`);
}
