import type { FaultKind } from '../claims/vocabulary.ts';
import { UnknownNameError } from '../unknown-name-error.ts';
import type { Random } from '../workloads/random.ts';
import { drawFault, type FaultField } from './draw-fault.ts';
import type { Fault, PartitionShape } from './fault.ts';
import type { Preset, Scope } from './preset.ts';
import { LEAP_SECOND_2012 } from './scenarios/leap-second-2012.ts';
import { PARTITION_2016 } from './scenarios/partition-2016.ts';
import { SPLIT_BRAIN_2013 } from './scenarios/split-brain-2013.ts';

/** One line of a script: what happens when, how wide, and how strong. Who is hit is drawn, within the scope. */
export interface Step {
  readonly kind: FaultKind;
  readonly atMicros: number;
  readonly durationMicros: number;
  readonly scope: Scope;
  /** For partitions. */
  readonly shape?: PartitionShape;
  /** Happens again, so far apart and so often. */
  readonly everyMicros?: number;
  readonly times?: number;
  /** Amounts of the fault by the names of its fields; what is left out is drawn. */
  readonly amounts?: Readonly<Record<string, number>>;
}

/** An incident as a script: a preset whose schedule is written down rather than drawn. */
export interface Scenario {
  readonly name: 'leap-second-2012' | 'split-brain-2013' | 'partition-2016';
  readonly description: string;
  /** Where it is told. */
  readonly source: string;
  readonly steps: readonly Step[];
}

/** All scenarios, in the order in which they are listed. */
export const SCENARIOS: readonly Scenario[] = [LEAP_SECOND_2012, SPLIT_BRAIN_2013, PARTITION_2016];

/** @throws UnknownNameError when there is no such scenario. */
export function scenarioNamed(name: string): Scenario {
  const scenario = SCENARIOS.find((known) => known.name === name);
  if (scenario !== undefined) return scenario;
  const known = SCENARIOS.map((it) => it.name);
  throw new UnknownNameError('scenario', name, known);
}

/** The scenario as a preset. */
export function presetOf({ name, description, steps }: Scenario): Preset {
  const kinds = [...new Set(steps.map(({ kind }) => kind))];
  return { name, description, kinds, rareKinds: [], scopes: [], shapes: [], isSwarm: false, gapMicros: 1, steps };
}

/** The faults of a script. It is not cut down to the contract: an incident happens as it happened. */
export function followScript(random: Random, steps: readonly Step[], field: FaultField): readonly Fault[] {
  const faults = steps.flatMap((step, nth) =>
    Array.from({ length: step.times ?? 1 }, (_, time): Fault => {
      const { kind, durationMicros, scope, shape = 'halves', everyMicros = 0 } = step;
      const atMicros = step.atMicros + time * everyMicros;
      const interval = { id: 1000 * (nth + 1) + time, atMicros, durationMicros };
      const drawn = drawFault(
        random.stream(`${nth}/${time}`),
        kind,
        interval,
        { scopes: [scope], shapes: [shape] },
        field,
      );
      return { ...drawn, ...step.amounts };
    }),
  );
  return faults.sort((a, b) => a.atMicros - b.atMicros || a.id - b.id);
}
