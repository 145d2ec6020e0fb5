import type { Judgement } from '../claims/judgement.ts';
import type { PresetName } from '../claims/vocabulary.ts';

/** What is kept of one judged run; the run itself can be had again from its plan. */
export interface RunResult {
  readonly system: string;
  readonly variant: string | null;
  readonly preset: PresetName;
  readonly pastContract: string | null;
  readonly seed: number;
  readonly digest: string;
  readonly checkpoints: readonly string[];
  readonly events: number;
  readonly coverage: Readonly<Record<string, number>>;
  readonly judgement: Judgement;
}
