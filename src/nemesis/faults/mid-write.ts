import { mix } from '../../simulation/hash.ts';
import { purposeOf } from '../../simulation/keyed-random.ts';
import type { Node } from '../../simulation/node.ts';
import type { Simulation } from '../../simulation/simulation.ts';
import type { Effect } from '../effect.ts';
import type { MidWriteFault } from '../fault.ts';

const WHETHER = purposeOf('whether to strike');
const WHEN = purposeOf('when to strike');
/** So many occasions, at most, are let pass before a strike: often it is not the first to write but one that follows. */
const LET_PASS_AT_MOST = 2;
const STRIKE_WITHIN_MICROS = 1_500;
/** A kind of record is rare while it makes up at most one in so many of those written. */
const RARITY = 6;

/**
 * Lies in wait for writes of a rare kind and darkens their server before the write is surely durable, one at a time. What
 * is written often is hit by any power loss, what is written rarely only by one that waits for it.
 */
export function beginMidWriteFault(simulation: Simulation, fault: MidWriteFault): Effect {
  const nodes = fault.targets.map((name) => simulation.nodeNamed(name));
  let occasions = 0;
  let toLetPass = drawLetPass(simulation, mix(fault.id, occasions));
  let struck: Strike | undefined;
  const listeners = nodes.map((node) => {
    const listener = (kind: string): void => {
      if ((struck !== undefined && !struck.isOver) || !isRare(kind, nodes)) return;
      const { kernel } = simulation;
      // Not the kernel's next label: that a fault lies in wait must not change the identities of what the writer does next.
      const label = mix(fault.id, ++occasions);
      if (toLetPass-- > 0) return;
      toLetPass = drawLetPass(simulation, label);
      const begun = new Strike(simulation, node, fault);
      struck = begun;
      const delay = kernel.random.below(STRIKE_WITHIN_MICROS, label, WHEN);
      kernel.scheduleAction(delay, mix(label, WHEN), () => begun.darken());
      kernel.scheduleAction(delay + fault.darkMicros, mix(label, WHETHER), () => begun.lighten());
    };
    node.disk.writeListeners.add(listener);
    return listener;
  });
  return {
    resolved: { targets: [] },
    heal: () => {
      listeners.forEach((listener, nth) => nodes[nth]?.disk.writeListeners.delete(listener));
      struck?.lighten();
    },
  };
}

function drawLetPass({ kernel }: Simulation, label: number): number {
  return kernel.random.below(LET_PASS_AT_MOST + 1, label, WHETHER);
}

/** One server's darkness: not begun, lasting, or over for good. */
class Strike {
  readonly #simulation: Simulation;
  readonly #node: Node;
  readonly #what: Readonly<Record<string, unknown>>;
  #state: 'ahead' | 'dark' | 'over' = 'ahead';

  constructor(simulation: Simulation, node: Node, fault: MidWriteFault) {
    this.#simulation = simulation;
    this.#node = node;
    this.#what = { fault: fault.id, targets: [node.name] };
  }

  get isOver(): boolean {
    return this.#state === 'over';
  }

  darken(): void {
    if (this.#state !== 'ahead') return;
    this.#state = 'dark';
    this.#simulation.losePower(this.#node);
    this.#simulation.kernel.coverage.reachable('fault mid-write strike');
    this.#simulation.recorder.observe('nemesis', 'start-power-loss', this.#what);
  }

  lighten(): void {
    const wasDark = this.#state === 'dark';
    this.#state = 'over';
    if (!wasDark) return;
    this.#simulation.restart(this.#node);
    this.#simulation.recorder.observe('nemesis', 'stop-power-loss', this.#what);
  }
}

function isRare(kind: string, nodes: readonly Node[]): boolean {
  let ofKind = 0;
  let all = 0;
  for (const { disk } of nodes) {
    ofKind += disk.writes.get(kind) ?? 0;
    for (const count of disk.writes.values()) all += count;
  }
  return ofKind * RARITY <= all;
}
