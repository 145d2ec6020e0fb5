import { chaosName } from '../../claims/chaos-name.ts';
import type { PlanRequest } from '../../search/plan.ts';

/** What tells one kind of run from another, in words: `spanner/no-commit-wait under everything`. */
export function nameSetting(setting: Omit<PlanRequest, 'seed' | 'operations'>): string {
  const { system, variant, pastContract, strategy } = setting;
  const what = variant === null ? system : `${system}/${variant}`;
  const how = strategy === undefined ? '' : `, by ${strategy}`;
  return pastContract === null
    ? `${what} under ${chaosName(setting)}${how}`
    : `${what} past its contract (${pastContract})`;
}

/** File name of a run's case. */
export function caseName(request: Omit<PlanRequest, 'operations'>): string {
  const { system, variant, pastContract, strategy, seed } = request;
  const chaos = pastContract === null ? chaosName(request) : `past-${pastContract}`;
  const parts = [system, variant, chaos, strategy, String(seed)].filter((part) => part !== null && part !== undefined);
  return `${parts.join('-')}.json`;
}

/** The command that runs the same again, from its seed; the file of a scenario is called as the scenario is. */
export function replayCommand(request: PlanRequest): string {
  const { system, variant, preset, pastContract, scenario, strategy, seed, operations } = request;
  const chaos = scenario === undefined ? ['--faults', preset] : ['--scenario', `${scenario.name}.json`];
  const flags = [
    ...(variant === null ? [] : ['--variant', variant]),
    ...(pastContract === null ? chaos : ['--past-contract', pastContract]),
    ...(strategy === undefined ? [] : ['--strategy', strategy]),
  ];
  return ['npx capcheck replay', system, '--seed', String(seed), ...flags, '--ops', String(operations)].join(' ');
}

/** The command that runs a case again, makes it smaller, or says why it fails. */
export function caseCommand(command: 'replay' | 'shrink' | 'explain', path: string): string {
  return `npx capcheck ${command} ${quotePath(path)}`;
}

/** A path as a shell takes it. */
function quotePath(path: string): string {
  return /^[\w./@:+-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
