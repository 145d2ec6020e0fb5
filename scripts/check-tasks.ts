// Lints for forgotten `yield*` where there are tasks. Run: npx tsx scripts/check-tasks.ts
import { relative } from 'node:path';
import ts from 'typescript';
import { findForgottenTasks } from './forgotten-tasks.ts';

/** Files that tasks are written in; the rest of the project has promises, which oxlint watches. */
const WITH_TASKS = /[/\\](src[/\\](simulation|models|nemesis|workloads)|test)[/\\]/;
/** Tests make forgotten tasks on purpose, to see the kernel notice them. */
const EXEMPT = /[/\\]test[/\\]unit[/\\]simulation[/\\]task\.test\.ts$/;

const parsed = ts.getParsedCommandLineOfConfigFile(
  'tsconfig.test.json',
  {},
  {
    ...ts.sys,
    onUnRecoverableConfigFileDiagnostic: ({ messageText }) => {
      throw new Error(ts.flattenDiagnosticMessageText(messageText, '\n'));
    },
  },
);
if (parsed === undefined) throw new Error('tsconfig.test.json cannot be read');
const names = parsed.fileNames.filter((name) => WITH_TASKS.test(name) && !EXEMPT.test(name));
const program = ts.createProgram(names, parsed.options);
const files = program.getSourceFiles().filter((file) => names.includes(file.fileName));
const found = findForgottenTasks(program, files);
for (const { file, line, column, message } of found)
  console.error(`${relative(process.cwd(), file)}:${line}:${column}: ${message}`);
console.error(`${found.length} forgotten task(s) in ${files.length} files`);
if (found.length > 0) process.exitCode = 1;
