import { overallVerdict } from './judge.ts';
import type { Judgement } from './judgement.ts';
import type { GuaranteeName } from './vocabulary.ts';

/** A judgement of these guarantees only; the verdict is theirs. */
export function narrowJudgement(judgement: Judgement, names: readonly GuaranteeName[]): Judgement {
  const guarantees = judgement.guarantees.filter(({ name }) => names.includes(name));
  return { ...judgement, guarantees, verdict: overallVerdict(guarantees.map(({ verdict }) => verdict.verdict)) };
}
