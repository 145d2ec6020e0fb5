import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { findForgottenTasks } from '../../../scripts/forgotten-tasks.ts';

const FILE = fileURLToPath(new URL('snippet.ts', import.meta.url));

/** Lines and messages of what is found in the body of a task of a host. */
function foundIn(...statements: string[]): string[] {
  const text = [
    "import type { Host } from '../../../src/simulation/host.ts';",
    "import type { Task } from '../../../src/simulation/task.ts';",
    'declare function child(host: Host): Task<number>;',
    'export function* subject(host: Host, isSlow: boolean): Task<void> {',
    ...statements,
    '}',
  ].join('\n');
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    target: ts.ScriptTarget.ES2023,
    allowImportingTsExtensions: true,
    skipLibCheck: true,
    types: [],
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (name) => name === FILE || fileExists(name);
  host.getSourceFile = (name, version) =>
    name === FILE ? ts.createSourceFile(name, text, version) : getSourceFile(name, version);
  const program = ts.createProgram([FILE], options, host);
  const file = program.getSourceFile(FILE);
  if (file === undefined) throw new Error('the snippet was not read');
  return findForgottenTasks(program, [file]).map(({ line, message }) => `${line - 4}: ${message}`);
}

describe('findForgottenTasks', () => {
  test('finds tasks and waits that nobody takes', () => {
    expect(
      foundIn(
        'child(host);',
        'host.sleep(5);',
        "host.quorum(['n1'], { kind: 'vote' }, 1, 5, () => true);",
        'isSlow && host.sleep(5);',
        'void child(host);',
        'yield host.sleep(5);',
        "host.ask('n1', { kind: 'vote' }).onResolved(() => host.sleep(5));",
      ),
    ).toEqual([
      '1: this task is made and dropped: yield* it, or spawn it',
      '2: this wait is made and dropped: yield* it, or spawn it',
      '3: this wait is made and dropped: yield* it, or spawn it',
      '4: this wait is made and dropped: yield* it, or spawn it',
      '5: this task is made and dropped: yield* it, or spawn it',
      '6: this wait is yielded without a star: yield* it',
      '7: this function gives a wait to a caller that drops it: spawn it',
    ]);
  });

  test('leaves alone what is yielded, spawned, kept or given on', () => {
    expect(
      foundIn(
        'yield* child(host);',
        'yield* host.sleep(5);',
        "host.spawn('child', child(host));",
        'const later = child(host);',
        'let wait = host.sleep(5);',
        'wait = host.sleep(6);',
        'yield* wait;',
        'yield* later;',
        "host.send('n1', { kind: 'note' });",
      ),
    ).toEqual([]);
  });
});
