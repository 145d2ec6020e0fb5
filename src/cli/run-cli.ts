import { type Command, CommanderError } from 'commander';
import { IsolationError } from '../checkers/isolation/isolation-error.ts';
import { HistoryError } from '../history/history-error.ts';
import { ResultsFileError } from '../search/campaign/results-file-error.ts';
import { CaseError } from '../search/case-error.ts';
import { EngineError, redactPasswords } from '../search/engine/bullmq/redis-url.ts';
import { ScenarioError } from '../search/scenario/scenario-error.ts';
import { UnknownNameError } from '../unknown-name-error.ts';
import { EXIT_INTERNAL, EXIT_USAGE } from './exit-code.ts';
import { buildProgram } from './program.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';

/** Runs one command line and returns its exit code. Errors are told on standard error, in a sentence each. */
export async function runCli(argv: readonly string[], terminal: Terminal): Promise<number> {
  let code = 0;
  const program = buildProgram(terminal, (chosen) => {
    code = chosen;
  });
  try {
    await program.parseAsync(argv, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0;
    if (error instanceof CommanderError && error.code === 'commander.help') return EXIT_USAGE;
    const told = error instanceof CommanderError ? explain(error, program, argv) : error;
    const message = told instanceof Error ? told.message : String(told);
    terminal.err(`capcheck: ${redactPasswords(message)}\n`);
    return isAboutInput(told) ? EXIT_USAGE : EXIT_INTERNAL;
  }
}

function isAboutInput(error: unknown): boolean {
  const files = [HistoryError, CaseError, ScenarioError, ResultsFileError];
  const kinds = [UsageError, UnknownNameError, IsolationError, EngineError, ...files];
  return kinds.some((kind) => error instanceof kind) || isFileSystemError(error);
}

function isFileSystemError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error && 'path' in error;
}

/** What the parser found wrong, in this program's words. */
function explain(error: CommanderError, program: Command, argv: readonly string[]): Error {
  const [, quoted = ''] = /'([^']*)'/.exec(error.message) ?? [];
  const command = program.commands.find((known) => known.name() === argv[0]);
  const commands = program.commands.map((known) => known.name());
  if (error.code === 'commander.unknownCommand') return new UnknownNameError('command', quoted, commands);
  if (error.code === 'commander.unknownOption') {
    const options = (command ?? program).options.map(({ long, short }) => long ?? short ?? '');
    const where = command === undefined ? 'capcheck' : `capcheck ${command.name()}`;
    return new UnknownNameError(`option of ${where}`, quoted, [...options, '--help']);
  }
  return new UsageError(`${error.message.replace(/^error: |\.$/g, '')}.`);
}
