import type { Simulation } from '../simulation/simulation.ts';

/** What a fault did, as far as it had to be found out when it began, and how to take it back. */
export interface Effect {
  /** What the history says of it: resolved targets, links, amounts. */
  readonly resolved: Readonly<Record<string, unknown>>;
  heal(): void;
}

/** Makes a fault happen in a simulation. */
export type Begin<F> = (simulation: Simulation, fault: F) => Effect;
