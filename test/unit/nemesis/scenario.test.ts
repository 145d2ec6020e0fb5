import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { presetNamed } from '../../../src/nemesis/preset.ts';
import { SPLIT_BRAIN_2013 } from '../../../src/nemesis/scenarios/split-brain-2013.ts';
import { followScript } from '../../../src/nemesis/follow-script.ts';
import type { Scenario, Step } from '../../../src/nemesis/scenario.generated.ts';
import { SCENARIOS, scenarioNamed } from '../../../src/nemesis/scenario.ts';
import { readCase } from '../../../src/search/case-file.ts';
import { drawPlan } from '../../../src/search/draw-plan.ts';
import { runPlan } from '../../../src/search/run-plan.ts';
import { Random } from '../../../src/workloads/random.ts';
import { topologyOf } from '../../helpers/topology.ts';

const field = {
  contract: { faults: [], clockOffsetMicros: 10, clockDriftPpm: 10, disksLost: 0, settleMicros: 0 },
  topology: topologyOf(5),
  healMicros: 10_000_000,
  targetsOf: () => ['s1', 's2', 's3', 's4', 's5'],
};

describe('a script', () => {
  const steps: readonly Step[] = [
    { at: '500us', for: '7us', fault: 'delay', target: 'all', with: { micros: 1_234 } },
    { at: '100us', for: '50us', fault: 'crash', target: 'node', every: '300us', times: 3 },
  ];

  test('happens when it says, as often as it says, as strong as it says', () => {
    const faults = followScript(new Random('1'), steps, field);
    expect(faults.map(({ kind, atMicros, durationMicros }) => [kind, atMicros, durationMicros])).toEqual([
      ['crash', 100, 50],
      ['crash', 400, 50],
      ['delay', 500, 7],
      ['crash', 700, 50],
    ]);
    expect(faults[2]).toMatchObject({ micros: 1_234, targets: ['s1', 's2', 's3', 's4', 's5'] });
    expect(new Set(faults.map(({ id }) => id)).size).toBe(4);
  });

  test('hits whom it names, and all that stand in a rack, a zone or a region', () => {
    const hit = (target: NonNullable<Step['target']>): unknown => {
      const [fault] = followScript(new Random('1'), [{ at: '1s', for: '1s', fault: 'crash', target }], field);
      return fault !== undefined && 'targets' in fault ? fault.targets : undefined;
    };
    const [first] = field.topology.servers;
    const standing = (place: 'rack' | 'zone' | 'region'): string[] =>
      field.topology.servers.filter((server) => server[place] === first?.[place]).map(({ name }) => name);
    expect(hit({ servers: ['s4', 's2'] })).toEqual(['s2', 's4']);
    expect(hit({ rack: first?.rack ?? '' })).toEqual(standing('rack'));
    expect(hit({ zone: first?.zone ?? '' })).toEqual(standing('zone'));
    expect(hit({ region: first?.region ?? '' })).toEqual(standing('region'));
  });

  test('a partition without a shape cuts its targets off from all others, a step with disks hits as many as it says', () => {
    const [partition, disks] = followScript(
      new Random('1'),
      [
        { at: '1s', for: '1s', fault: 'partition', target: { servers: ['s1', 's2'] } },
        { at: '2s', for: '1s', fault: 'disk-loss', target: 'majority' },
      ],
      field,
    );
    const [inside, outside] = [
      ['s1', 's2'],
      ['s3', 's4', 's5'],
    ];
    expect(partition).toMatchObject({
      deaf: { s1: outside, s2: outside, s3: inside, s4: inside, s5: inside },
    });
    expect(disks).toHaveProperty('targets.length', 3);
  });

  test('who is hit is drawn from the seed', () => {
    const hitBy = (seed: string): unknown => followScript(new Random(seed), steps, field);
    expect(hitBy('1')).toEqual(hitBy('1'));
    expect(new Set(['1', '2', '3', '4', '5', '6'].map((seed) => JSON.stringify(hitBy(seed)))).size).toBeGreaterThan(1);
  });
});

describe('scenarios', () => {
  test('are presets too, and say where they are told', () => {
    for (const { name, source, steps } of SCENARIOS) {
      expect(presetNamed(name).steps).toBe(steps);
      expect(source).not.toBe('');
    }
    expect(() => scenarioNamed('leap-second-2013')).toThrow('Did you mean "leap-second-2012"?');
  });

  /** Seeds of the leap second of 2012 in which external consistency is violated. */
  function violating(variant: string | null, seeds: readonly number[]): readonly number[] {
    return seeds.filter((seed) => {
      const preset = 'leap-second-2012';
      const plan = drawPlan({ system: 'spanner', variant, seed, preset, pastContract: null, operations: 200 });
      const { guarantees } = runPlan(plan).result.judgement;
      return guarantees.some(({ name, verdict }) => name === 'external-consistency' && verdict.verdict === 'violated');
    });
  }

  test('the leap second of 2012: stepped it breaks external consistency, smeared it does not', () => {
    const seeds = [1, 2, 3, 4, 5, 6];
    expect(violating('stepped-leap-second', seeds).length).toBeGreaterThan(0);
    expect(violating(null, seeds)).toEqual([]);
  });

  /** Kinds of anomalies of kafka in the split brain of 2013, by seed. */
  function splitBrain(variant: string | null, seeds: readonly number[]): readonly (readonly string[])[] {
    return seeds.map((seed) => {
      const preset = 'split-brain-2013';
      const plan = drawPlan({ system: 'kafka', variant, seed, preset, pastContract: null, operations: 200 });
      const { guarantees } = runPlan(plan).result.judgement;
      return guarantees.flatMap(({ verdict }) =>
        verdict.verdict === 'violated' ? verdict.anomalies.map(({ kind }) => kind) : [],
      );
    });
  }

  test('the split brain of 2013: logs diverge where controllers have no epochs, and nothing is violated where they have', () => {
    const seeds = [1, 2, 3, 4, 5, 6];
    const kinds = splitBrain('controller-without-epoch', seeds).flat();
    expect(kinds).toContain('diverged-logs');
    expect(kinds).toContain('lost-write');
    expect(splitBrain(null, seeds)).toEqual(seeds.map(() => []));
  });

  test('over ordered links the same script is another run of the same plan, and nothing is violated either', () => {
    const asked = {
      system: 'kafka',
      variant: null,
      seed: 3,
      preset: 'none',
      pastContract: null,
      operations: 200,
    } as const;
    const doubling: Step = { at: '1s', for: '6s', fault: 'duplication', with: { perMillion: 200_000 } };
    const script: Scenario = { ...SPLIT_BRAIN_2013, steps: [doubling, ...SPLIT_BRAIN_2013.steps] };
    const ordered: Scenario = { ...script, links: 'ordered' };
    const runs = [script, ordered].map((scenario) => runPlan(drawPlan({ ...asked, scenario })));
    const [datagrams, connections] = runs.map(({ run }) => run);
    expect(connections?.plan).toEqual({ ...datagrams?.plan, scenario: ordered, links: 'ordered' });
    expect(connections?.digest).not.toBe(datagrams?.digest);
    expect(runs.map(({ result }) => result.judgement.verdict)).toEqual(['holds', 'holds']);
    const tooLate = 'kafka: a request came twice or too late';
    expect(datagrams?.coverage[tooLate]).toBeGreaterThan(0);
    expect(connections?.coverage[tooLate] ?? 0).toBe(0);
  });

  test.each([
    ['split-brain-2013', true],
    ['split-brain-2013-with-epochs', false],
  ])('the kept case %s: logs diverge: %s', (name, isDiverged) => {
    const path = fileURLToPath(new URL(`../../../histories/incidents/${name}.case.json`, import.meta.url));
    const { plan } = readCase(path);
    expect(plan.variant === null).toBe(!isDiverged);
    const { judgement } = runPlan(plan).result;
    const broken = judgement.guarantees.filter(({ verdict }) => verdict.verdict === 'violated').map((it) => it.name);
    expect(broken.includes('log-agreement')).toBe(isDiverged);
    expect(broken.length > 0).toBe(isDiverged);
  });

  test.each([
    ['spanner', [1, 2, 3, 4]],
    ['stripe', [1, 2]],
    ['kafka', [1, 2]],
  ])('the partition of 2016: the minority of %s refuses, and nothing is violated', (system, seeds) => {
    const prices = seeds.map((seed) => {
      const preset = 'partition-2016';
      const plan = drawPlan({ system, variant: null, seed, preset, pastContract: null, operations: 200 });
      const { judgement } = runPlan(plan).result;
      expect(judgement.verdict).not.toBe('violated');
      return judgement.price;
    });
    const refused = prices.map(({ minorityOperations, minorityAnswered }) => minorityOperations - minorityAnswered);
    expect(refused.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(0);
  });
});
