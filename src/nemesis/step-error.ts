/** A step of a script that can't happen as it says. */
export class StepError extends Error {
  override readonly name = 'StepError';
  /** Counts from 0. */
  readonly step: number;
  /** The field to look at. */
  readonly field: string;
  readonly problem: string;

  constructor(step: number, field: string, problem: string) {
    super(`step ${step + 1}, "${field}": ${problem}`);
    this.step = step;
    this.field = field;
    this.problem = problem;
  }
}
