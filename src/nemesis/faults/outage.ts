import type { Node } from '../../simulation/node.ts';
import type { Simulation } from '../../simulation/simulation.ts';

/** The times for which a fault holds one server down; the history tells each as a crash of its own. */
export class Outage {
  readonly #simulation: Simulation;
  readonly #node: Node;
  readonly #what: Readonly<Record<string, unknown>>;
  #isDown = false;

  constructor(simulation: Simulation, node: Node, fault: number) {
    this.#simulation = simulation;
    this.#node = node;
    this.#what = { fault, targets: [node.name] };
  }

  begin(): void {
    if (this.#isDown) return;
    this.#isDown = true;
    this.#simulation.crash(this.#node);
    this.#simulation.recorder.observe('nemesis', 'start-crash', this.#what);
  }

  end(): void {
    if (!this.#isDown) return;
    this.#isDown = false;
    this.#simulation.restart(this.#node);
    this.#simulation.recorder.observe('nemesis', 'stop-crash', this.#what);
  }
}
