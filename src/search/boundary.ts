import type { GuaranteeName } from '../claims/vocabulary.ts';
import type { System } from '../models/system.ts';
import type { PlanRequest } from './plan.ts';
import { runBatch } from './run-batch.ts';
import type { RunResult } from './run-result.ts';

/** What one fault past the contract does to a system, over some seeds. */
export interface BoundaryRow {
  readonly system: string;
  /** Name of the step; null for the row of what is inside the contract. */
  readonly fault: string | null;
  readonly description: string;
  /** The guarantee that the claim says must break; null inside the contract, where none may. */
  readonly expected: GuaranteeName | null;
  readonly runs: number;
  /** In how many runs each guarantee of the claim was violated. */
  readonly violated: Readonly<Record<string, number>>;
}

/** Runs each system inside its contract and one step past it, fault by fault: where does which promise end? */
export function measureBoundary(
  systems: readonly System[],
  seeds: { readonly first: number; readonly last: number },
  operations: number,
): readonly BoundaryRow[] {
  const requests = systems.flatMap(({ name: system, claim }) =>
    [null, ...claim.pastContract.map(({ name }) => name)].flatMap((pastContract) =>
      Array.from({ length: seeds.last - seeds.first + 1 }, (_, nth): PlanRequest => {
        const preset = pastContract === null ? 'everything' : 'none';
        return { system, variant: null, seed: seeds.first + nth, preset, pastContract, operations };
      }),
    ),
  );
  const results = runBatch(requests).map((outcome) => {
    if ('result' in outcome) return outcome.result;
    const { request, message } = outcome.broken;
    throw new Error(`${request.system}, seed ${request.seed}: ${message}`);
  });
  return systems.flatMap((system) => {
    const own = results.filter((result) => result.system === system.name);
    const inside = rowOf(system, own, null, 'any fault inside the contract', null);
    const past = system.claim.pastContract.map(({ name, description, breaks }) =>
      rowOf(system, own, name, description, breaks),
    );
    return [inside, ...past];
  });
}

function rowOf(
  { name, claim }: System,
  results: readonly RunResult[],
  fault: string | null,
  description: string,
  expected: GuaranteeName | null,
): BoundaryRow {
  const own = results.filter(({ pastContract }) => pastContract === fault);
  const violated = claim.guarantees.map((guarantee) => {
    const breaking = own.filter(({ judgement }) =>
      judgement.guarantees.some((it) => it.name === guarantee && it.verdict.verdict === 'violated'),
    );
    return [guarantee, breaking.length] as const;
  });
  return { system: name, fault, description, expected, runs: own.length, violated: Object.fromEntries(violated) };
}

/** Whether a row is as the claim says: nothing breaks inside the contract, and past it what it names does. */
export function isAsClaimed({ expected, violated }: BoundaryRow): boolean {
  if (expected === null) return Object.values(violated).every((count) => count === 0);
  return (violated[expected] ?? 0) > 0;
}
