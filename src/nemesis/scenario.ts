import type { PresetName } from '../claims/vocabulary.ts';
import { UnknownNameError } from '../unknown-name-error.ts';
import type { Preset } from './preset.ts';
import type { Scenario } from './scenario.generated.ts';
import { LEAP_SECOND_2012 } from './scenarios/leap-second-2012.ts';
import { PARTITION_2016 } from './scenarios/partition-2016.ts';
import { SPLIT_BRAIN_2013 } from './scenarios/split-brain-2013.ts';

/** An incident that is known by its name, as if it were a preset. */
export interface KnownScenario extends Scenario {
  readonly name: Extract<PresetName, 'leap-second-2012' | 'split-brain-2013' | 'partition-2016'>;
}

/** All scenarios, in the order in which they are listed. */
export const SCENARIOS: readonly KnownScenario[] = [LEAP_SECOND_2012, SPLIT_BRAIN_2013, PARTITION_2016];

/** @throws UnknownNameError when there is no such scenario. */
export function scenarioNamed(name: string): KnownScenario {
  const scenario = SCENARIOS.find((known) => known.name === name);
  if (scenario !== undefined) return scenario;
  const known = SCENARIOS.map((it) => it.name);
  throw new UnknownNameError('scenario', name, known);
}

/** The scenario as a preset. */
export function presetOf({ name, description, steps }: KnownScenario): Preset {
  const kinds = [...new Set(steps.map(({ fault }) => fault))];
  return { name, description, kinds, rareKinds: [], scopes: [], shapes: [], isSwarm: false, gapMicros: 1, steps };
}
