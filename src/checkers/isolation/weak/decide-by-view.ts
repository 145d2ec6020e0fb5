import type { StepBudget } from '../../graph/path.ts';
import type { LevelDecision } from '../analysis.ts';
import type { Dependencies } from '../dependencies.ts';
import type { BaseLevel, RespectedOrder } from '../level.ts';
import type { ExplainDependency } from '../reasons.ts';
import { decideWeak, type WeakLevel } from './decide-weak.ts';
import { explainWeak } from './explain-weak.ts';

export function isWeak(base: BaseLevel): base is WeakLevel {
  return base === 'monotonic-atomic-view' || base === 'read-atomic' || base === 'causal';
}

/** Decides a level that judges each transaction by what it sees. */
export function decideByView(
  dependencies: Dependencies,
  level: WeakLevel,
  order: RespectedOrder,
  budget: StepBudget,
  explain: ExplainDependency,
): LevelDecision {
  const decision = decideWeak(dependencies, level, order === 'session', budget);
  if (decision.verdict !== 'violated') return { verdict: decision.verdict };
  return { verdict: 'violated', tell: () => [explainWeak(dependencies.transactions, level, decision, explain)] };
}
