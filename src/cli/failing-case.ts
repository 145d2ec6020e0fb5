import { systemNamed } from '../models/registry.ts';
import type { CaseFile } from '../search/case-file.ts';
import { type JudgedRun, runPlan } from '../search/run-plan.ts';
import { type Signature, signatureOf } from '../search/shrink/signature.ts';
import { openCase } from './open-case.ts';
import { parseName } from './parse-name.ts';
import { UsageError } from './usage-error.ts';

/** A case that fails, and how. */
export interface FailingCase {
  readonly recorded: CaseFile;
  readonly judged: JudgedRun;
  readonly signature: Signature;
}

/** How a failing case is chosen. */
export interface FailingCaseOptions {
  readonly force?: true;
  readonly guarantee?: string;
}

/**
 * Reads a case and runs it. The failure is that of the guarantee asked for; else the one that the case was shrunk for; else
 * what its variant breaks.
 *
 * @throws UsageError for a case that doesn't fail, or not in the way asked for; and as `openCase`.
 */
export function openFailingCase(path: string, options: FailingCaseOptions): FailingCase {
  const { recorded } = openCase(path, options);
  const { plan, shrunk } = recorded;
  const system = systemNamed(plan.system);
  const { guarantee } = options;
  const { guarantees } = system.claim;
  const asked = guarantee === undefined ? undefined : parseName(`guarantee of ${plan.system}`, guarantee, guarantees);
  const judged = runPlan(plan);
  const signature = signatureOf(judged.result.judgement, system, plan.variant, asked ?? shrunk?.signature.guarantee);
  if (signature !== undefined) return { recorded, judged, signature };
  throw new UsageError(`${path} violates ${asked === undefined ? 'nothing' : `other guarantees than ${asked}`}.`);
}
