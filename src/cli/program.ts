import { Command } from 'commander';
import { packageVersion } from '../search/code-version.ts';
import { addBoundary } from './commands/boundary.ts';
import { addCampaign } from './commands/campaign.ts';
import { addCheck } from './commands/check.ts';
import { addDeterminism } from './commands/determinism.ts';
import { addExplain } from './commands/explain.ts';
import { addList } from './commands/list.ts';
import { addMerge } from './commands/merge.ts';
import { addRecall } from './commands/recall.ts';
import { addReplay } from './commands/replay.ts';
import { addReport } from './commands/report.ts';
import { addRun } from './commands/run.ts';
import { addShrink } from './commands/shrink.ts';
import { addWorker } from './commands/worker.ts';
import type { Terminal } from './terminal.ts';

const HELP = `
Exit codes: 0 holds, 1 violated, 2 unknown or vacuous, 130 interrupted,
            254 bad usage or input, 255 internal fault (a run that can't be repeated included)

Examples:
  capcheck run                                          every system, every chaos, seeds 1..30
  capcheck run dynamo --faults split-brain --seeds 1..300
  capcheck run spanner --variant no-commit-wait         watch a checker catch a mistake
  capcheck campaign --seeds 1..10000 --time-limit 1h    many seeds; after a crash go on with --resume
  capcheck replay reports/cases/CASE.json --history run.jsonl
  capcheck shrink reports/cases/CASE.json               the fewest faults and operations that still show it
  capcheck explain reports/cases/CASE.shrunk.json       what it takes, when it happened, how
  capcheck check run.jsonl --claim spanner`;

/** The command line of capcheck. `exit` gets the exit code of the command that ran. */
export function buildProgram(terminal: Terminal, exit: (code: number) => void): Command {
  const program = new Command('capcheck')
    .description(
      'Tests distributed systems in a deterministic simulation: runs them under faults, records what their clients see, and ' +
        'judges it by the choice each claims to make when the network splits.',
    )
    .version(packageVersion())
    .addHelpText('after', HELP)
    .exitOverride()
    .configureOutput({ writeOut: terminal.out, writeErr: terminal.err, outputError: () => undefined })
    .helpCommand(true);
  addList(program, terminal, exit);
  addRun(program, terminal, exit);
  addCampaign(program, terminal, exit);
  addMerge(program, terminal, exit);
  addWorker(program, terminal, exit);
  addReplay(program, terminal, exit);
  addShrink(program, terminal, exit);
  addExplain(program, terminal, exit);
  addRecall(program, terminal, exit);
  addCheck(program, terminal, exit);
  addReport(program, terminal, exit);
  addDeterminism(program, terminal, exit);
  addBoundary(program, terminal, exit);
  return program;
}
