import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runCli } from '../../../src/cli/run-cli.ts';
import type { Terminal } from '../../../src/cli/terminal.ts';
import { runCliHere } from '../../helpers/run-cli-here.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';

/** Lists that grow with the project; what is in them is tested where they are made. */
const GROWING = /There are: (spanner|--variant|list|none|external-consistency|disks-of-all-replicas), .*\.$/m;

describe('a command line that can not be used ends with exit code 254 and one sentence', () => {
  test.each([
    [['run', 'spaner'], 'there is no system "spaner". Did you mean "spanner"? There are: …'],
    [['run', '--sed', '1'], 'there is no option of capcheck run "--sed". Did you mean "--seed"? There are: …'],
    [
      ['--vrsion'],
      'there is no option of capcheck "--vrsion". Did you mean "--version"? There are: --version, --help.',
    ],
    [
      ['run', '--engin=redis://me:secret@host:6379'],
      'there is no option of capcheck run "--engin=redis://me:***@host:6379". There are: …',
    ],
    [['rnu'], 'there is no command "rnu". Did you mean "run"? There are: …'],
    [['run', '--faults', 'split-brian'], 'there is no preset "split-brian". Did you mean "split-brain"? There are: …'],
    [['run', '--guarantee', 'livenes'], 'there is no guarantee "livenes". Did you mean "liveness"? There are: …'],
    [['run', 'dynamo', '--guarantee', 'external-consistency'], 'dynamo does not claim external-consistency.'],
    [['run', '--seed', '1.5'], '--seed "1.5" is not a seed; expected an integer from 0 to 9007199254740991.'],
    [['run', '--seed=-1'], '--seed "-1" is not a seed; expected an integer from 0 to 9007199254740991.'],
    [
      ['run', '--seed', '9007199254740992'],
      '--seed "9007199254740992" is not a seed; expected an integer from 0 to 9007199254740991.',
    ],
    [['run', '--seeds', '5..1'], '--seeds "5..1" is an empty range: 5 is greater than 1.'],
    [['run', '--seeds', '1..2..3'], '--seeds "1..2..3" is not a range of seeds; expected A..B, as in 1..300.'],
    [['run', '--seeds', '1..2', '--seed', '1'], '--seed and --seeds exclude each other; give one of them.'],
    [['run', '--seeds', '0..1000000'], '--seeds "0..1000000" has more than 1000000 seeds; run it in parts.'],
    [['run', '--ops=-5'], '--ops "-5" is not a count; expected an integer from 1 to 100000.'],
    [['run', '--workers', '0'], '--workers "0" is not a count; expected an integer from 1 to 256.'],
    [['run', 'dynamo', '--past-contract', 'disk'], 'there is no step past the contract of dynamo "disk". There are: …'],
    [['run', '--faults', 'none', '--past-contract'], '--past-contract draws its own faults; leave out --faults.'],
    [
      ['run', '--exhaustive'],
      '--exhaustive runs one system, as in: capcheck run synod --exhaustive. Small enough: dynamo, inventory, synod.',
    ],
    [
      ['run', 'synod', '--exhaustive', '--seeds', '1..3'],
      '--exhaustive enumerates and draws nothing; leave out --seeds.',
    ],
    [
      ['run', 'synod', '--exhaustive', '--faults', 'everything'],
      '--faults "everything" is not a count; expected an integer from 1 to 4.',
    ],
    [['run', 'synod', '--nodes', '3'], '--nodes goes with --exhaustive; else each system draws its own.'],
    [['run', '--reporter', 'html'], 'there is no reporter "html". There are: console, json, junit, github.'],
    [
      ['run', '--reporter', 'junit', '--json'],
      "junit and json can't share standard output; give one a file, as in --reporter junit=junit.out.",
    ],
    [['run', '--reporter', 'junit='], '--reporter "junit=" names no file; leave out the "=" for standard output.'],
    [
      ['campaign', '--shard', '4/3'],
      '--shard "4/3" is not a shard; expected i/n, as in 1/3, 2/3 and 3/3 (n up to 10000).',
    ],
    [
      ['campaign', '--time-limit', '10'],
      '--time-limit "10" is not a length of time; expected as in 90s, 10m or 1.5h, up to 500h.',
    ],
    [['campaign', '--bail', 'x'], '--bail "x" is not a count; expected an integer from 1 to 1000000.'],
    [
      ['campaign', 'dynamo', '--variant', 'strict-quorum', '--canary', 'dynamo/strict-quorum'],
      '--canary "dynamo/strict-quorum" is what the campaign runs anyway; leave it out, or choose another.',
    ],
    [['merge', 'a'], 'say where the results go, as in --out whole.'],
    [['merge', 'no.jsonl', '--out', 'whole'], 'no.jsonl: there is no such file.'],
    [['replay'], "missing required argument 'case|system'."],
    [['replay', 'a', 'b'], "too many arguments for 'replay'. Expected 1 argument but got 2."],
    [['replay', 'dynamo'], 'a replay of dynamo needs a seed, as in: capcheck replay dynamo --seed 1.'],
    [
      ['replay', 'dynamo', '--seed', '1'],
      'a replay from a seed needs --faults PRESET, as `capcheck list` shows them, or --past-contract.',
    ],
    [['replay', 'no.json', '--variant', 'x'], '--variant goes with --seed; a case file has its own plan.'],
    [['replay', 'no.json', '--scenario', 'x'], '--scenario goes with --seed; a case file has its own plan.'],
    [['replay', 'no.json', '--ops', '3'], '--ops goes with --seed; a case file has its own plan.'],
    [['replay', 'no.json', '--strategy', 'x'], '--strategy goes with --seed; a case file has its own plan.'],
    [['replay', 'no.json'], 'no.json: there is no such file.'],
    [
      ['run', '--strategy', 'prioritis'],
      'there is no strategy "prioritis". Did you mean "priorities"? There are: swarm, priorities, branch, portfolio.',
    ],
    [
      ['recall', '--strategy', 'swarm', '--strategy', 'brunch'],
      'there is no strategy "brunch". Did you mean "branch"? There are: swarm, priorities, branch, portfolio.',
    ],
    [
      ['run', 'dynamo', '--past-contract', '--strategy', 'branch'],
      '--past-contract draws one kind of fault only; leave out --strategy.',
    ],
    [
      ['check', 'h.jsonl'],
      'say what to check: one of --spec NAME, --isolation LEVEL with --workload NAME, --workload NAME, or --claim SYSTEM.',
    ],
    [
      ['check', 'h.jsonl', '--spec', 'set', '--workload', 'x'],
      '--spec, --claim and --isolation with --workload exclude each other.',
    ],
    [
      ['check', 'h.jsonl', '--claim', 'dynamo', '--initial', '1'],
      '--initial goes with --spec and --workload bank only.',
    ],
    [['check', 'h.jsonl', '--workload', 'rw-register'], '--workload rw-register needs --isolation LEVEL.'],
    [
      ['check', 'h.jsonl', '--isolation', 'serializable', '--workload', 'list-append', '--assume', 'wfr'],
      'of list-append only timestamps can be assumed: its reads show the order of versions.',
    ],
    [
      ['check', 'h.jsonl', '--isolation', 'serializable', '--workload', 'rw-register', '--assume', 'wfr,liar'],
      'there is no assumption "liar". There are: initial-state, writes-follow-reads, sequential-keys, linearizable-keys, timestamps.',
    ],
    [['check', 'h.jsonl', '--spec', 'set', '--visualize', 'x.html'], '--visualize goes with --engine porcupine.'],
    [
      ['check', 'a.jsonl', 'b.jsonl', '--spec', 'set', '--engine', 'porcupine', '--visualize', 'x.html'],
      '--visualize is for one history.',
    ],
    [
      ['check', 'h.jsonl', '--spec', 'set', '--engine', 'porcupne'],
      'there is no engine "porcupne". Did you mean "porcupine"? There is: porcupine.',
    ],
    [
      ['check', 'h.jsonl', '--spec', 'set', '--engine', 'porcupine', '--memory', '5'],
      '--engine porcupine has one thread and counts steps only; leave out --memory and --workers.',
    ],
    [
      ['check', 'h.jsonl', '--workload', 'bank', '--dot', 'x.dot'],
      '--dot goes with --workload list-append and --workload rw-register only.',
    ],
    [
      ['check', 'a.jsonl', 'b.jsonl', '--isolation', 'serializable', '--workload', 'list-append', '--dot', 'x.dot'],
      '--dot is for one history.',
    ],
    ...[
      ['--initial', '1', '--spec and --workload bank'],
      ['--independent', undefined, '--spec, --workload causal-reverse and --workload g2'],
      ['--only', 'read', '--spec'],
      ['--workers', '2', '--spec'],
      ['--memory', '5', '--spec'],
      ['--steps', '5', '--spec, --workload list-append and --workload rw-register'],
      ['--engine', 'porcupine', '--spec'],
      ['--visualize', 'x.html', '--spec'],
      ['--assume', 'wfr', '--workload list-append and --workload rw-register'],
      ['--negative-balances', undefined, '--workload bank'],
      ['--dot', 'x.dot', '--workload list-append and --workload rw-register'],
    ].map(([flag = '', value, homes]): [string[], string] => [
      ['check', 'h.jsonl', '--workload', 'long-fork', flag, ...(value === undefined ? [] : [value])],
      `${flag} goes with ${homes} only.`,
    ]),
    [
      ['check', 'h.jsonl', '--spec', 'set', '--engine', 'porcupine', '--workers', '2'],
      '--engine porcupine has one thread and counts steps only; leave out --memory and --workers.',
    ],
    [
      ['check', 'h.jsonl', '--isolation', 'serializable', '--workload', 'list-append', '--assume', 'timestamps,wfr'],
      '--assume timestamps settles every order; leave out the others.',
    ],
    [
      ['check', 'h.jsonl', '--workload', 'bank', '--initial', '[1]'],
      '--initial [1] are no balances; expected {"account": integer, …}.',
    ],
    [
      ['check', 'h.jsonl', '--spec', 'set', '--initial', '{'],
      `--initial { is no JSON; a text needs its quotes, as in --initial '"x"'.`,
    ],
    [
      ['check', 'h.jsonl', '--spec', 'set', '--initial', ''],
      `--initial  is no JSON; a text needs its quotes, as in --initial '"x"'.`,
    ],
    [
      ['check', 'h.jsonl', '--isolation', 'serializable'],
      '--isolation needs --workload, one of list-append, rw-register, bank, long-fork, causal-reverse, g2.',
    ],
    [
      ['check', 'h.jsonl', '--isolation', 'serializable', '--workload', 'list-apend'],
      'there is no workload "list-apend". Did you mean "list-append"? There are: list-append, rw-register, bank, long-fork, causal-reverse, g2.',
    ],
    [
      ['check', 'h.jsonl', '--claim', 'dynamo', '--format', 'ednn'],
      'there is no format "ednn". Did you mean "edn"? There are: jsonl, json, edn, jepsen-text, jepsen-log.',
    ],
  ])('%j', async (argv, message) => {
    const { code, out, err } = await runCliHere(...argv);
    expect({ code, out, err: err.replace(GROWING, 'There are: …') }).toEqual({
      code: 254,
      out: '',
      err: `capcheck: ${message}\n`,
    });
  });

  test('an unwritable folder is told before anything is run', async () => {
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    const out = join(file, 'reports');
    expect(await runCliHere('run', '--out', out)).toEqual({
      code: 254,
      out: '',
      err: `capcheck: --out "${out}" can't be written to: a part of the path is a file.\n`,
    });
  });

  test('a system that is too large for every schedule to be run is refused with how many they would be', async () => {
    const { code, err } = await runCliHere('run', 'spanner', '--exhaustive');
    expect(code).toBe(254);
    expect(err).toMatch(
      /^capcheck: spanner is too large for all its schedules to be run: one run of 2 operations has \d+ places .* about \d{8} schedules of at most 2 faults for each workload\. Small enough: dynamo, inventory, synod\.\n$/,
    );
  });

  test('without a command the help is shown', async () => {
    const { code, out, err } = await runCliHere();
    expect({ code, out }).toEqual({ code: 254, out: '' });
    expect(err).toMatch(/^Usage: capcheck /);
  });
});

test('a fault of the program itself ends with exit code 255', async () => {
  let err = '';
  const broken: Terminal = {
    out: () => {
      throw new TypeError('boom');
    },
    err: (text) => (err += text),
    isWatched: false,
    signal: new AbortController().signal,
  };
  expect({ code: await runCli(['list'], broken), err }).toEqual({ code: 255, err: 'capcheck: boom\n' });
});

test('help and version are no errors', async () => {
  expect(await runCliHere('run', '--help')).toMatchObject({ code: 0, err: '' });
  expect(await runCliHere('--version')).toMatchObject({ code: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
});
