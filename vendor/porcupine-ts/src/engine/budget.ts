import type { CheckLimits, LimitName } from '../check-limits.ts';

/** Steps between two looks at the clock; a look takes about as long as a step of a simple model. */
const STEPS_PER_LOOK = 32;

/** What is left of a check's limits. */
export class Budget {
  /** The limit that was reached, if any. */
  exhausted: LimitName | undefined;
  spent = 0;
  private readonly deadlineMs: number;
  private readonly stepBudget: number;
  private readonly stepsPerGrant: number;

  /** @throws RangeError when a limit is negative or not a number. */
  constructor(limits: CheckLimits) {
    const timeoutMs = readLimit(limits, 'timeoutMs');
    this.deadlineMs = performance.now() + timeoutMs;
    this.stepBudget = readLimit(limits, 'stepBudget');
    this.stepsPerGrant = timeoutMs === Infinity ? Infinity : STEPS_PER_LOOK;
  }

  /** How many steps may be taken before asking again; 0 once a limit has been reached. */
  grant(): number {
    if (this.spent >= this.stepBudget) this.exhausted = 'stepBudget';
    else if (this.deadlineMs !== Infinity && performance.now() >= this.deadlineMs) this.exhausted = 'timeoutMs';
    return this.exhausted ? 0 : Math.min(this.stepsPerGrant, this.stepBudget - this.spent);
  }
}

function readLimit(limits: CheckLimits, name: LimitName): number {
  const limit = limits[name] ?? 0;
  if (!(limit >= 0)) throw new RangeError(`${name} is ${limit}; it must be 0 (no limit) or more.`);
  return limit === 0 ? Infinity : limit;
}
