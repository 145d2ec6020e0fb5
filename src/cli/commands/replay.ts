import type { Command } from 'commander';
import { scoreRuns } from '../../claims/scorecard.ts';
import { writeHistory } from '../../history/write.ts';
import { ALL_SYSTEMS } from '../../models/registry.ts';
import { drawPlan } from '../../search/draw-plan.ts';
import { caseOf, writeCase } from '../../search/case-file.ts';
import type { Plan } from '../../search/plan.ts';
import { findDivergence, type Trail } from '../../search/replay.ts';
import { type JudgedRun, runPlan } from '../../search/run-plan.ts';
import type { ShrunkFrom } from '../../search/shrink/shrunk-from.ts';
import { writeWhole } from '../../search/write-whole.ts';
import { EXIT_INTERNAL, exitCodeOf } from '../exit-code.ts';
import { parseSeed } from '../numbers.ts';
import { openCase } from '../open-case.ts';
import { addOptions, type OptionEntry } from '../option-table.ts';
import { describeFailure } from '../../reporters/text/failure-text.ts';
import { formatScore } from '../../reporters/text/scorecard.ts';
import { chooseSettings, PLAN_OPTIONS, type PlanOptions } from '../plan-options.ts';
import { caseCommand, nameSetting } from '../../reporters/text/reproduce.ts';
import { composeReplay } from '../replay-document.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';

interface ReplayOptions extends PlanOptions {
  readonly seed?: string;
  readonly force?: true;
  readonly history?: string;
  readonly case?: string;
  readonly trace?: string;
  readonly json?: true;
}

const OPTIONS: readonly OptionEntry[] = [
  { flags: '--seed <n>', help: 'run a system from this seed, rather than a case file' },
  ...PLAN_OPTIONS,
  { flags: '--force', help: 'replay a case that other code has written; its digest may differ then' },
  { flags: '--case <file>', help: 'write the run as a case file, which `capcheck shrink` and `explain` take' },
  { flags: '--history <file>', help: 'write the history, one operation a line' },
  {
    flags: '--trace <file>',
    help: 'write every message as a line of JSON: when it was sent, and when it arrived or was lost',
  },
  { flags: '--json', help: 'print one JSON document' },
];

/** Adds `capcheck replay`. */
export function addReplay(program: Command, terminal: Terminal, exit: (code: number) => void): void {
  const command = program
    .command('replay')
    .summary('run a case, or a seed, again')
    .description(
      'Runs a case again and compares every event with what was recorded; from a seed, runs twice and compares the two. ' +
        'A difference is an internal fault, exit 255: it says which events to look at.',
    )
    .argument('<case|system>', 'path of a case file, or with --seed the name of a system');
  addOptions(command, OPTIONS).action(async (subject: string, options: ReplayOptions) => {
    exit(await replay(subject, options, terminal));
  });
}

/** A plan to run again, and what is known of how it went. */
interface Subject {
  readonly plan: Plan;
  readonly expected: Trail;
  /** Whether other code than this went that way. */
  readonly isOtherCode: boolean;
  /** How it was shrunk, if it was. */
  readonly shrunk?: ShrunkFrom | undefined;
}

function shrunkOf(shrunk: ShrunkFrom | undefined): { readonly shrunk?: ShrunkFrom } {
  return shrunk === undefined ? {} : { shrunk };
}

async function replay(name: string, options: ReplayOptions, terminal: Terminal): Promise<number> {
  const { plan, expected, isOtherCode, shrunk } =
    options.seed === undefined ? fromCase(name, options) : fromSeed(name, options.seed, options);
  const judged = runPlan(plan, { trace: options.trace !== undefined });
  const divergence = findDivergence(expected, judged.run);
  if (options.case !== undefined) writeCase(options.case, { ...caseOf(judged), ...shrunkOf(shrunk) });
  if (options.history !== undefined) await writeHistory(options.history, judged.run.history);
  if (options.trace !== undefined) writeTrace(options.trace, judged);
  if (divergence !== undefined) {
    const { firstEvent, lastEvent } = divergence;
    terminal.err(
      `capcheck: the run went another way than before (digest ${judged.run.digest}, not ${expected.digest}): ` +
        `the first difference is among events ${firstEvent} to ${lastEvent}.${isOtherCode ? ' Other code had recorded it.' : ''}\n`,
    );
    if (!isOtherCode) return EXIT_INTERNAL;
  }
  print(judged, options, divergence === undefined, terminal);
  const kept = options.case ?? (options.seed === undefined ? name : undefined);
  if (options.json !== true && judged.result.judgement.verdict === 'violated' && kept !== undefined)
    terminal.out(`${nextStep(kept, shrunk)}\n`);
  return exitCodeOf(judged.result.judgement.verdict);
}

/** What leads from a failing case to its cause. */
function nextStep(path: string, shrunk: ShrunkFrom | undefined): string {
  const command = shrunk === undefined ? 'shrink' : 'explain';
  return `${command}: ${caseCommand(command, path)}`;
}

function fromCase(path: string, options: ReplayOptions): Subject {
  if (ALL_SYSTEMS.some(({ name }) => name === path))
    throw new UsageError(`a replay of ${path} needs a seed, as in: capcheck replay ${path} --seed 1.`);
  const given = [
    ['--variant', options.variant],
    ['--faults', options.faults],
    ['--scenario', options.scenario],
    ['--ops', options.ops],
    ['--strategy', options.strategy],
    ['--past-contract', options.pastContract],
  ];
  const [flag] = given.find(([, value]) => value !== undefined) ?? [];
  if (typeof flag === 'string') throw new UsageError(`${flag} goes with --seed; a case file has its own plan.`);
  const { recorded, isOtherCode } = openCase(path, options);
  return { plan: recorded.plan, expected: recorded, isOtherCode, shrunk: recorded.shrunk };
}

/** Nothing was recorded to compare with, so the first of two runs is. */
function fromSeed(system: string, seed: string, options: ReplayOptions): Subject {
  const [setting, ...others] = chooseSettings([system], options);
  if (setting === undefined || others.length > 0)
    throw new UsageError(
      'a replay from a seed needs --faults PRESET, as `capcheck list` shows them, or --past-contract.',
    );
  const plan = drawPlan({ ...setting, seed: parseSeed('--seed', seed) });
  return { plan, expected: runPlan(plan).run, isOtherCode: false };
}

function writeTrace(path: string, { run }: JudgedRun): void {
  writeWhole(path, (run.trace?.messages ?? []).map((message) => `${JSON.stringify(message)}\n`).join(''));
}

function print(judged: JudgedRun, options: ReplayOptions, isSame: boolean, terminal: Terminal): void {
  const { result, run } = judged;
  const score = scoreRuns([result]);
  if (options.json === true) {
    terminal.out(`${JSON.stringify(composeReplay(judged, score, isSame), undefined, 2)}\n`);
    return;
  }
  const past =
    result.pastContract === null ? '' : ' This is past the contract: the system never promised to survive it.';
  terminal.out(`${formatScore(`${nameSetting(result)}, seed ${result.seed}`, score)}\n`);
  if (result.judgement.verdict === 'violated') terminal.out(`${describeFailure(result)}\n`);
  const same = isSame ? 'the same run as before' : 'another run than before';
  terminal.out(`${same}: ${run.events} events, digest ${run.digest}.${past}\n`);
}
