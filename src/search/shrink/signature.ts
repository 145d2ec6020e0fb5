import type { Anomaly } from '../../checkers/verdict.ts';
import type { Judgement } from '../../claims/judgement.ts';
import type { GuaranteeName } from '../../claims/vocabulary.ts';
import { variantNamed } from '../../models/registry.ts';
import type { System } from '../../models/system.ts';

/** What makes two failures the same one: which guarantee breaks, and how. */
export interface Signature {
  readonly guarantee: GuaranteeName;
  /** The field's name of the anomaly: `stale-order`, `lost-commit` … */
  readonly kind: string;
}

/**
 * The signature by which a failing run is known: of the guarantee that its variant breaks where that one is broken, else
 * of the first broken one in the order of the claim. Undefined when nothing is broken, or not the guarantee asked for.
 */
export function signatureOf(
  judgement: Judgement,
  system: System,
  variant: string | null,
  asked?: GuaranteeName,
): Signature | undefined {
  const signatures = signaturesOf(judgement);
  const preferred = asked ?? (variant === null ? undefined : variantNamed(system, variant).guarantee);
  const wanted = signatures.find(({ guarantee }) => guarantee === preferred);
  return wanted ?? (asked === undefined ? signatures[0] : undefined);
}

/** The first witness of a failure of this kind; undefined when the run doesn't fail so, though perhaps otherwise. */
export function findAnomaly({ guarantees }: Judgement, { guarantee, kind }: Signature): Anomaly | undefined {
  const verdict = guarantees.find(({ name }) => name === guarantee)?.verdict;
  return verdict?.verdict === 'violated' ? verdict.anomalies.find((anomaly) => anomaly.kind === kind) : undefined;
}

function signaturesOf({ guarantees }: Judgement): readonly Signature[] {
  return guarantees.flatMap(({ name, verdict }) =>
    verdict.verdict === 'violated' ? [{ guarantee: name, kind: verdict.anomalies[0].kind }] : [],
  );
}
