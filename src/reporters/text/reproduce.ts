import type { PlanRequest } from '../../search/plan.ts';

/** What tells one kind of run from another, in words: `spanner/no-commit-wait under everything`. */
export function nameSetting({
  system,
  variant,
  preset,
  pastContract,
}: Omit<PlanRequest, 'seed' | 'operations'>): string {
  const what = variant === null ? system : `${system}/${variant}`;
  return pastContract === null ? `${what} under ${preset}` : `${what} past its contract (${pastContract})`;
}

/** File name of a run's case. */
export function caseName({ system, variant, preset, pastContract, seed }: Omit<PlanRequest, 'operations'>): string {
  const chaos = pastContract === null ? preset : `past-${pastContract}`;
  return `${[system, ...(variant === null ? [] : [variant]), chaos, String(seed)].join('-')}.json`;
}

/** The command that runs the same again, from its seed. */
export function replayCommand({ system, variant, preset, pastContract, seed, operations }: PlanRequest): string {
  const flags = [
    ...(variant === null ? [] : ['--variant', variant]),
    ...(pastContract === null ? ['--faults', preset] : ['--past-contract', pastContract]),
  ];
  return ['npx capcheck replay', system, '--seed', String(seed), ...flags, '--ops', String(operations)].join(' ');
}

/** The command that runs a case again. */
export function replayCaseCommand(path: string): string {
  return `npx capcheck replay ${quotePath(path)}`;
}

/** A path as a shell takes it. */
function quotePath(path: string): string {
  return /^[\w./@:+-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
