import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const PAGES = [
  'README.md',
  'vendor/porcupine-ts/README.md',
  ...readdirSync(`${ROOT}docs`).map((name) => `docs/${name}`),
].filter((page) => page.endsWith('.md'));

/** The code of a page as one module: later blocks go on where earlier ones ended. */
function codeOf(page: string): string {
  const blocks = readFileSync(ROOT + page, 'utf8').matchAll(/^```ts\n(.*?)^```$/gms);
  return [...blocks].map(([, code]) => code).join('\n');
}

function typeErrors(modules: ReadonlyMap<string, string>): readonly string[] {
  const configPath = `${ROOT}tsconfig.base.json`;
  const { options } = ts.convertCompilerOptionsFromJson(
    {
      ...(ts.readConfigFile(configPath, ts.sys.readFile).config as { compilerOptions: object }).compilerOptions,
      noEmit: true,
      isolatedDeclarations: false,
      declaration: false,
      noUnusedLocals: false,
    },
    ROOT,
  );
  const host = ts.createCompilerHost(options);
  const readFile = host.readFile.bind(host);
  const fileExists = host.fileExists.bind(host);
  host.readFile = (path) => modules.get(path) ?? readFile(path);
  host.fileExists = (path) => modules.has(path) || fileExists(path);
  host.getSourceFile = (path, version) => {
    const text = host.readFile(path);
    return text === undefined ? undefined : ts.createSourceFile(path, text, version);
  };
  const program = ts.createProgram([...modules.keys()], options, host);
  return [...modules.keys()].flatMap((path) => {
    const source = program.getSourceFile(path);
    const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    return found.map(
      ({ messageText }) => `${path.slice(ROOT.length)}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
    );
  });
}

test('the examples of the documentation are complete and pass the type check, and a wrong one would not', () => {
  const examples = PAGES.map((page) => [`${ROOT}${page.replace(/\.md$/, '.example.ts')}`, codeOf(page)] as const);
  const modules = new Map(examples.filter(([, code]) => code !== ''));
  expect(modules.size).toBeGreaterThan(5);
  modules.set(`${ROOT}docs/wrong.example.ts`, "import { checkNothing } from 'capcheck';\ncheckNothing();\n");
  expect(typeErrors(modules)).toEqual([
    expect.stringMatching(/^docs\/wrong\.example\.ts: .*no exported member 'checkNothing'/),
  ]);
});
