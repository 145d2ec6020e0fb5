import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { ALL_SYSTEMS, systemNamed, variantNamed } from '../models/registry.ts';
import type { System } from '../models/system.ts';
import {
  describeDeviation,
  describeExploration,
  type Exploration,
  type KeptViolation,
} from '../reporters/text/exhaustive-text.ts';
import { caseCommand } from '../reporters/text/reproduce.ts';
import { caseOf, writeCase } from '../search/case-file.ts';
import { codeVersion } from '../search/code-version.ts';
import { NotSmallError, runEverySchedule, type Schedule, type SmallScope } from '../search/exhaustive.ts';
import { ExhaustiveTally, verdictOf } from '../search/exhaustive-tally.ts';
import { runPlan } from '../search/run-plan.ts';
import type { ObservedDeviation } from '../simulation/deviations.ts';
import { EXIT_INTERRUPTED, exitCodeOf } from './exit-code.ts';
import { parseCount } from './numbers.ts';
import { prepareDirectory } from './out-directory.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';

/** Options of `capcheck run` as the exhaustive mode reads them; `--faults` is a count there. */
export interface ExhaustiveOptions {
  readonly variant?: string;
  readonly nodes?: string;
  readonly ops?: string;
  readonly faults?: string;
  readonly out?: string;
  readonly json?: true;
  readonly seed?: string;
  readonly seeds?: string;
  readonly pastContract?: string | true;
  readonly guarantee?: readonly string[];
}

const DEFAULT_DIRECTORY = 'reports';
const MOST_SERVERS = 7;
const MOST_OPERATIONS = 4;
const MOST_DEVIATIONS = 4;
/** So often it is told how far it has come, and Ctrl-C is heard. */
const PAUSE_SCHEDULES = 500;
const TELL_SCHEDULES = 10_000;

/**
 * Runs every schedule of one small system, and stops at the first that breaks a guarantee. Answers the exit code.
 *
 * @throws UsageError, UnknownNameError
 */
export async function runExhaustive(
  names: readonly string[],
  options: ExhaustiveOptions,
  terminal: Terminal,
): Promise<number> {
  const system = chooseSystem(names);
  refuseOthers(options);
  const scope = chooseScope(options);
  if (system.smallWorkloads === undefined)
    throw new UsageError(`${new NotSmallError(system, scope).message} Small enough: ${namesOfSmall()}.`);
  const variant = options.variant === undefined ? null : variantNamed(system, options.variant).name;
  const directory = options.out ?? DEFAULT_DIRECTORY;
  if (options.out !== undefined) prepareDirectory(directory);
  const tally = new ExhaustiveTally();
  const isInterrupted = await explore(system, variant, scope, tally, terminal);
  const violation = tally.violation === undefined ? null : keepViolation(tally.violation, directory);
  const isComplete = !isInterrupted && violation === null;
  const exploration = { system: system.name, variant, scope, tally, isComplete, violation };
  if (options.json === true) terminal.out(`${JSON.stringify(composeDocument(exploration), undefined, 2)}\n`);
  else terminal.out(describeExploration(exploration));
  if (isInterrupted) return EXIT_INTERRUPTED;
  return exitCodeOf(tally.verdict);
}

function chooseSystem(names: readonly string[]): System {
  const [name, another] = names;
  if (name === undefined || another !== undefined)
    throw new UsageError(
      `--exhaustive runs one system, as in: capcheck run synod --exhaustive. Small enough: ${namesOfSmall()}.`,
    );
  return systemNamed(name);
}

function namesOfSmall(): string {
  const small = ALL_SYSTEMS.filter(({ smallWorkloads }) => smallWorkloads !== undefined);
  return small.map(({ name }) => name).join(', ');
}

function chooseScope({ nodes, ops, faults }: ExhaustiveOptions): SmallScope {
  return {
    servers: parseCount('--nodes', nodes ?? '3', MOST_SERVERS),
    operations: parseCount('--ops', ops ?? '2', MOST_OPERATIONS),
    deviations: faults === '0' ? 0 : parseCount('--faults', faults ?? '2', MOST_DEVIATIONS),
  };
}

function refuseOthers({ seed, seeds, pastContract, guarantee }: ExhaustiveOptions): void {
  const given = { '--seed': seed, '--seeds': seeds, '--past-contract': pastContract, '--guarantee': guarantee };
  const [flag] = Object.entries(given).find(([, value]) => value !== undefined) ?? [];
  if (flag !== undefined) throw new UsageError(`--exhaustive enumerates and draws nothing; leave out ${flag}.`);
}

/** Whether it was interrupted. */
async function explore(
  system: System,
  variant: string | null,
  scope: SmallScope,
  tally: ExhaustiveTally,
  terminal: Terminal,
): Promise<boolean> {
  for (const schedule of runEverySchedule(system, variant, scope)) {
    tally.add(schedule);
    if (tally.violation !== undefined) return false;
    if (tally.schedules % PAUSE_SCHEDULES === 0) await setImmediate();
    if (terminal.signal.aborted) return true;
    if (tally.schedules % TELL_SCHEDULES !== 0) continue;
    const { deviations, workload, workloads } = schedule;
    terminal.err(`${tally.schedules} schedules; with ${deviations} faults, workload ${workload + 1} of ${workloads}\n`);
  }
  return false;
}

function keepViolation({ plan, deviations }: Schedule, directory: string): KeptViolation {
  const name = [plan.system, ...(plan.variant === null ? [] : [plan.variant]), 'exhaustive', `${deviations}-faults`];
  const caseFile = join(directory, 'cases', `${name.join('-')}.json`);
  const judged = runPlan(plan);
  mkdirSync(dirname(caseFile), { recursive: true });
  writeCase(caseFile, caseOf(judged));
  const observed = judged.run.history.operations.filter(({ process, f }) => process === 'nemesis' && f === 'deviation');
  const faults = observed.map(({ value }) => describeDeviation(value as ObservedDeviation));
  return { caseFile, reproduce: caseCommand('replay', caseFile), faults };
}

function composeDocument(exploration: Exploration): Readonly<Record<string, unknown>> {
  const { system, variant, scope, tally, isComplete, violation } = exploration;
  const { deviations, ...small } = scope;
  return {
    format: 'capcheck-exhaustive/1',
    codeVersion: codeVersion(),
    system,
    variant,
    scope: { ...small, faults: deviations, ...tally.deviable },
    verdict: tally.verdict,
    isComplete,
    schedules: tally.schedules,
    workloads: tally.workloads,
    schedulesByFaults: tally.byDeviations,
    guarantees: [...tally.guarantees].map(([name, { runs, exercised }]) => {
      return { name, verdict: verdictOf(runs), runs, exercised };
    }),
    violation,
  };
}
