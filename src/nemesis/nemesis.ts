import { mix } from '../simulation/hash.ts';
import { purposeOf } from '../simulation/keyed-random.ts';
import type { Simulation } from '../simulation/simulation.ts';
import { beginFault } from './begin-fault.ts';
import type { Effect } from './effect.ts';
import type { Fault } from './fault.ts';
import { outsideCore } from './outside-core.ts';

const BEGIN = purposeOf('begin fault');
const END = purposeOf('end fault');

/**
 * Makes the faults of a plan happen, each for its interval, and writes beginnings and ends into the history.
 * Whatever still lasts ends at the heal.
 */
export class Nemesis {
  readonly #simulation: Simulation;
  readonly #active = new Map<Fault, Effect>();
  #isOver = false;

  constructor(simulation: Simulation, faults: readonly Fault[]) {
    this.#simulation = simulation;
    for (const fault of faults) {
      const { id, atMicros, durationMicros } = fault;
      simulation.kernel.scheduleAction(atMicros, mix(BEGIN, id), () => this.#beginUnlessOver(fault));
      simulation.kernel.scheduleAction(atMicros + durationMicros, mix(END, id), () => this.#end(fault));
    }
  }

  /** Ends every fault that lasts, and begins no other; with a core, what hits servers outside of it stays for good. */
  heal(core?: readonly string[]): void {
    this.#isOver = true;
    for (const [fault, { resolved }] of [...this.#active]) {
      const staying = core && outsideCore(fault, resolved, new Set(core));
      // Begins before the other ends: whoever stays down must not come up in between.
      if (staying !== undefined) this.#begin(staying);
      this.#end(fault);
    }
    this.#simulation.recorder.observe('nemesis', 'heal', core === undefined ? null : { core });
  }

  #beginUnlessOver(fault: Fault): void {
    if (!this.#isOver) this.#begin(fault);
  }

  #begin(fault: Fault): void {
    const effect = beginFault(this.#simulation, fault);
    this.#active.set(fault, effect);
    const { coverage } = this.#simulation.kernel;
    coverage.reachable(`fault ${fault.kind}`);
    coverage.best('faults at once', this.#active.size);
    this.#simulation.recorder.observe('nemesis', `start-${fault.kind}`, { fault: fault.id, ...effect.resolved });
  }

  #end(fault: Fault): void {
    const effect = this.#active.get(fault);
    if (effect === undefined) return;
    this.#active.delete(fault);
    effect.heal();
    this.#simulation.recorder.observe('nemesis', `stop-${fault.kind}`, { fault: fault.id, ...effect.resolved });
  }
}
