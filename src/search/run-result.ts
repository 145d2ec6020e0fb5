import type { Judgement } from '../claims/judgement.ts';
import type { FaultKind, PresetName } from '../claims/vocabulary.ts';
import type { Scenario } from '../nemesis/scenario.generated.ts';
import type { StrategyName } from './strategy/strategy-name.ts';

/** What is kept of one judged run; the run itself can be had again from its plan. */
export interface RunResult {
  readonly system: string;
  readonly variant: string | null;
  readonly preset: PresetName;
  readonly pastContract: string | null;
  readonly seed: number;
  /** The script of a user's file that it followed. */
  readonly scenario?: Scenario;
  /** How its plan was drawn, where not as a swarm. */
  readonly strategy?: StrategyName;
  readonly digest: string;
  /** The digest after each 1,024 events. */
  readonly checkpoints: readonly string[];
  readonly events: number;
  /** The kinds of faults in its plan, sorted. */
  readonly faults: readonly FaultKind[];
  readonly coverage: Readonly<Record<string, number>>;
  readonly judgement: Judgement;
}
