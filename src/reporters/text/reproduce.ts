import type { PlanRequest } from '../../search/plan.ts';

/** What tells one kind of run from another, in words: `spanner/no-commit-wait under everything`. */
export function nameSetting({
  system,
  variant,
  preset,
  pastContract,
  strategy,
}: Omit<PlanRequest, 'seed' | 'operations'>): string {
  const what = variant === null ? system : `${system}/${variant}`;
  const how = strategy === undefined ? '' : `, by ${strategy}`;
  return pastContract === null ? `${what} under ${preset}${how}` : `${what} past its contract (${pastContract})`;
}

/** File name of a run's case. */
export function caseName(request: Omit<PlanRequest, 'operations'>): string {
  const { system, variant, preset, pastContract, strategy, seed } = request;
  const chaos = pastContract === null ? preset : `past-${pastContract}`;
  const parts = [system, variant, chaos, strategy, String(seed)].filter((part) => part !== null && part !== undefined);
  return `${parts.join('-')}.json`;
}

/** The command that runs the same again, from its seed. */
export function replayCommand(request: PlanRequest): string {
  const { system, variant, preset, pastContract, strategy, seed, operations } = request;
  const flags = [
    ...(variant === null ? [] : ['--variant', variant]),
    ...(pastContract === null ? ['--faults', preset] : ['--past-contract', pastContract]),
    ...(strategy === undefined ? [] : ['--strategy', strategy]),
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
