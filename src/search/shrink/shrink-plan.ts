import { createHash } from 'node:crypto';
import { systemNamed } from '../../models/registry.ts';
import { keepWithinContract } from '../../nemesis/within-contract.ts';
import type { Plan } from '../plan.ts';
import { PASSES } from './passes.ts';
import type { Probe } from './probe.ts';
import type { Prober } from './prober.ts';
import type { Signature } from './signature.ts';
import type { Best, Pass, Step } from './step.ts';

/** How a plan is shrunk. */
export interface ShrinkOptions {
  readonly signature: Signature;
  /** So many runs, at most, are decided upon. The result for a budget is the same for every number of workers. */
  readonly budget: number;
  readonly prober: Prober;
  /** Plans that are known not to show the anomaly, by `keyOf`. */
  readonly failures?: ReadonlySet<string>;
  /** Ends the search early: the best so far is the result. */
  readonly signal?: AbortSignal;
  /** A plan, by `keyOf`, was run and doesn't show the anomaly. */
  readonly onFailure?: (key: string) => void;
  /** `isSmaller`: the plan that was run shows the anomaly, and is the best now. */
  readonly onDecision?: (progress: ShrinkProgress, isSmaller: boolean) => void;
}

/** How far a search has come. */
export interface ShrinkProgress {
  /** The smallest plan so far. */
  readonly plan: Plan;
  readonly runs: number;
  /** What is tried now. */
  readonly pass: string;
}

/** What a search found. */
export interface Shrunk {
  readonly plan: Plan;
  readonly runs: number;
  /** Why it ended: nothing smaller shows the anomaly, the budget is spent, or the user ended it. */
  readonly end: 'minimal' | 'budget' | 'interrupted';
}

/** Identity of a plan. */
export function keyOf(plan: Plan): string {
  return createHash('sha256').update(JSON.stringify(plan)).digest('hex').slice(0, 32);
}

/**
 * Looks for the smallest plan that still shows the anomaly: undefined when the given one doesn't show it.
 *
 * The search is one sequence of decisions, whatever the number of workers: while a plan is run, those that would follow
 * if it failed to show the anomaly are run ahead, and what turns out not to be asked is forgotten.
 */
export async function shrinkPlan(plan: Plan, options: ShrinkOptions): Promise<Shrunk | undefined> {
  return new Search(plan, options).run();
}

class Search {
  readonly #original: Plan;
  readonly #options: ShrinkOptions;
  readonly #isWithinContract: (plan: Plan) => boolean;
  readonly #decided = new Set<string>();
  readonly #ahead = new Map<string, Promise<Probe>>();
  #runs = 0;

  constructor(plan: Plan, options: ShrinkOptions) {
    this.#original = plan;
    this.#options = options;
    const { contract } = systemNamed(plan.system).claim;
    const keeps = ({ faults }: Plan): boolean => keepWithinContract(faults, contract).length === faults.length;
    this.#isWithinContract = keeps(plan) ? keeps : () => true;
  }

  async run(): Promise<Shrunk | undefined> {
    let best = bestOf(this.#original, await this.#probe(this.#original));
    if (best === undefined) return undefined;
    this.#decided.add(keyOf(best.plan));
    for (;;) {
      const before: Best = best;
      for (const pass of PASSES) best = await this.#walk(pass, best);
      if (this.#isOver || best === before) break;
    }
    await Promise.allSettled(this.#ahead.values());
    const end = this.#isInterrupted ? 'interrupted' : this.#isOver ? 'budget' : 'minimal';
    return { plan: best.plan, runs: this.#runs, end };
  }

  async #walk(pass: Pass, from: Best): Promise<Best> {
    let best = from;
    let step = this.#nextOpen(pass.begin(best));
    while (step !== undefined && !this.#isOver) {
      const { candidate } = step;
      this.#lookAhead(step);
      const found = bestOf(candidate, await this.#probe(candidate));
      this.#runs++;
      this.#decided.add(keyOf(candidate));
      if (found !== undefined) best = found;
      this.#options.onDecision?.({ plan: best.plan, runs: this.#runs, pass: pass.name }, found !== undefined);
      step = this.#nextOpen(found === undefined ? step.onFailure() : step.onSuccess(found));
    }
    return best;
  }

  /** The first step from here on that is not known to fail already: each plan is decided upon once. */
  #nextOpen(from: Step | undefined): Step | undefined {
    let step = from;
    while (step !== undefined && (this.#decided.has(keyOf(step.candidate)) || !this.#isWithinContract(step.candidate)))
      step = step.onFailure();
    return step;
  }

  #lookAhead(from: Step): void {
    let step: Step | undefined = from;
    for (let nth = 0; step !== undefined && nth < this.#options.prober.workers; nth++) {
      // One that fails is told of when it is asked for.
      void this.#probe(step.candidate).catch(() => undefined);
      step = this.#nextOpen(step.onFailure());
    }
  }

  #probe(plan: Plan): Promise<Probe> {
    const key = keyOf(plan);
    if (this.#options.failures?.has(key) === true) return Promise.resolve({ sighting: undefined });
    const under = this.#ahead.get(key);
    if (under !== undefined) return under;
    const probe = this.#ask(plan, key);
    this.#ahead.set(key, probe);
    return probe;
  }

  async #ask(plan: Plan, key: string): Promise<Probe> {
    const { prober, signature, onFailure } = this.#options;
    const found = await prober.probe({ plan, signature, isControlled: true });
    if (found.sighting === undefined) onFailure?.(key);
    return found;
  }

  get #isInterrupted(): boolean {
    return this.#options.signal?.aborted === true;
  }

  get #isOver(): boolean {
    return this.#isInterrupted || this.#runs >= this.#options.budget;
  }
}

function bestOf(plan: Plan, { sighting }: Probe): Best | undefined {
  return sighting === undefined ? undefined : { plan, ...sighting };
}
