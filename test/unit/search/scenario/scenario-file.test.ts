import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { SCENARIOS } from '../../../../src/nemesis/scenario.ts';
import { ScenarioFile } from '../../../../src/search/scenario/scenario-file.ts';
import { drawPlan } from '../../../../src/search/draw-plan.ts';
import { runCliHere } from '../../../helpers/run-cli-here.ts';
import { temporaryFolder } from '../../../helpers/temporary-folder.ts';

const TWO_LEADERS = `{
  "format": "capcheck-scenario/1",
  "name": "two-leaders",
  "description": "whoever leads stands still for longer than its lease",
  "system": "dynamo",
  "variant": "strict-quorum",
  "workload": { "operations": 40, "settings": { "writeQuorum": 3 } },
  "steps": [
    { "at": "1.5s", "for": "2s", "fault": "pause", "target": "primaries", "every": "3s", "times": 2 },
    { "at": "2s", "for": "1s", "fault": "loss", "target": { "servers": ["n1"] }, "with": { "perMillion": 5 } }
  ]
}
`;

function written(text: string): string {
  const path = join(temporaryFolder(), 'two-leaders.json');
  writeFileSync(path, text);
  return path;
}

describe('a scenario of a file', () => {
  test('is in the plan, with the faults that it says and the settings that it wants', () => {
    const { scenario } = ScenarioFile.read(written(TWO_LEADERS));
    const request = { system: 'dynamo', variant: null, seed: 3, preset: 'none', pastContract: null } as const;
    const plan = drawPlan({ ...request, operations: 40, scenario });
    expect(plan.scenario).toEqual(scenario);
    expect(plan.settings).toMatchObject({ writeQuorum: 3, readQuorum: 2 });
    expect(plan.faults.map(({ kind, atMicros, durationMicros }) => [kind, atMicros, durationMicros])).toEqual([
      ['pause', 1_500_000, 2_000_000],
      ['loss', 2_000_000, 1_000_000],
      ['pause', 4_500_000, 2_000_000],
    ]);
    expect(plan.faults[1]).toMatchObject({ targets: ['n1'], perMillion: 5 });
  });

  test('runs the system and variant that it names, and leaves a case that replays', async () => {
    const out = temporaryFolder();
    const ran = await runCliHere(
      'run',
      '--scenario',
      written(TWO_LEADERS),
      '--seeds',
      '1..3',
      '--workers',
      '1',
      '--out',
      out,
      '--json',
    );
    const document = JSON.parse(ran.out) as {
      results: { system: string; variant: string; scenario: { name: string }; total: unknown }[];
      failures: { caseFile: string }[];
    };
    expect(document.results).toMatchObject([
      { system: 'dynamo', variant: 'strict-quorum', scenario: { name: 'two-leaders' } },
    ]);
    const [failure] = document.failures;
    expect(failure?.caseFile).toContain('dynamo-strict-quorum-two-leaders-');
    const replayed = await runCliHere('replay', failure?.caseFile ?? '');
    expect(replayed.out).toContain('the same run as before');
    expect(replayed.code).toBe(1);
  });

  test('the command’s own words go before the file’s', async () => {
    const path = written(TWO_LEADERS);
    const { out } = await runCliHere(
      'run',
      'spanner',
      '--scenario',
      path,
      '--seed',
      '1',
      '--workers',
      '1',
      '--ops',
      '30',
      '--json',
    );
    expect(out).toBe('');
    const own = written(TWO_LEADERS.replace(', "settings": { "writeQuorum": 3 }', ''));
    const ran = await runCliHere(
      'run',
      'spanner',
      '--scenario',
      own,
      '--seed',
      '1',
      '--workers',
      '1',
      '--ops',
      '30',
      '--json',
    );
    expect((JSON.parse(ran.out) as { results: unknown[] }).results).toMatchObject([
      { system: 'spanner', variant: null },
    ]);
  });

  test.each(SCENARIOS)('$name written to a file is the same incident', (known) => {
    const path = written(JSON.stringify(known));
    const asked = { system: 'spanner', variant: null, seed: 7, pastContract: null, operations: 20 } as const;
    const byName = drawPlan({ ...asked, preset: known.name });
    const fromFile = drawPlan({ ...asked, preset: 'none', scenario: ScenarioFile.read(path).scenario });
    expect(fromFile.faults).toEqual(byName.faults);
    expect(fromFile.faults.length).toBeGreaterThan(0);
  });
});

describe('a scenario that can not be used is refused with file, line and field', () => {
  test.each([
    ['"pause"', '"puase"', 'line 9, field "steps.0.fault": there is no fault "puase". Did you mean "pause"?'],
    ['"1.5s"', '"1.5"', 'line 9, field "steps.0.at": "1.5" is no duration; give a number and us, ms, s or min, as in'],
    [
      '"primaries"',
      '"primary"',
      'line 9, field "steps.0.target": there is no target "primary". Did you mean "primaries"?',
    ],
    ['{ "servers": ["n1"] }', '7', 'line 10, field "steps.1.target": this is 7; give one of node, minority'],
    ['["n1"]', '["n7"]', 'line 10, field "steps.1.target": there is no server "n7". Did you mean "n1"?'],
    ['{ "servers": ["n1"] }', '{ "zone": "east" }', 'line 10, field "steps.1.target": there is no zone "east".'],
    ['"perMillion": 5', '"permillion": 5', 'there is no amount of loss "permillion". Did you mean "perMillion"?'],
    ['"perMillion": 5', '"perMillion": 1000001', 'field "steps.1.with": perMillion is 1000001, which is not from 0'],
    ['"perMillion": 5', '"micros": -5', 'field "steps.1.with": micros is -5, which is below 0.'],
    [
      '"perMillion": 5',
      '"perMillion": "5"',
      'line 10, field "steps.1.with.perMillion": this is "5", but must be integer',
    ],
    ['"every": "3s", ', '', 'line 9, field "steps.0.times": say with "every" how far apart the times are.'],
    ['"for": "2s", ', '', 'line 9, field "steps.0": must have required property'],
    ['"2s", "for"', '"2000s", "for"', 'line 10, field "steps.1.at": 2000s is not before the heal, which is at'],
    [
      '"target": "primaries"',
      '"shape": "zone"',
      'line 9, field "steps.0.shape": only a partition has a shape, not pause.',
    ],
    ['"steps"', '"stesp": 1, "steps"', 'line 8, field "stesp": there is no field "stesp". Did you mean "steps"?'],
    ['writeQuorum', 'writeQorum', 'line 7, field "workload.settings": there is no setting of dynamo "writeQorum".'],
    [
      '"writeQuorum": 3',
      '"writeQuorum": true',
      'field "workload.settings": the setting writeQuorum of dynamo is a number',
    ],
    ['"dynamo"', '"dinamo"', 'line 5, field "system": there is no system "dinamo". Did you mean "dynamo"?'],
    ['strict-quorum', 'strict', 'line 6, field "variant": there is no variant of dynamo "strict".'],
    ['  "system": "dynamo",\n', '', 'line 5, field "variant": a variant needs the system that has it'],
    ['scenario/1', 'scenario/2', 'line 2, field "format": this is "capcheck-scenario/2", not "capcheck-scenario/1".'],
    ['"two-leaders"', '"Two leaders"', 'line 3, field "name": this is "Two leaders", but must match pattern'],
    ['"steps": [', '"steps": [,', 'line 8: this is no JSON'],
  ])('%s → %s', async (right, wrong, told) => {
    const path = written(TWO_LEADERS.replace(right, wrong));
    const { code, err } = await runCliHere('run', '--scenario', path, '--seed', '1');
    expect(err).toContain(`${path}, `);
    expect(err).toContain(told);
    expect(code).toBe(254);
  });

  test('a file that is not there, and other chaos beside it', async () => {
    const missing = await runCliHere('run', '--scenario', './nowhere.json');
    expect(missing.err).toContain('nowhere.json');
    expect(missing.code).toBe(254);
    const both = await runCliHere('run', '--scenario', written(TWO_LEADERS), '--faults', 'everything');
    expect(both.err).toBe('capcheck: --faults and --scenario exclude each other; give one of them.\n');
    expect(both.code).toBe(254);
  });
});
