import { existsSync, readdirSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { SYSTEMS } from '../../src/models/registry.ts';
import { type CaseFile, readCase } from '../../src/search/case-file.ts';
import { runPlan } from '../../src/search/run-plan.ts';
import type { ReplayDocument } from '../../src/cli/replay-document.ts';
import { runBuiltCli } from '../helpers/run-built-cli.ts';

const BYTES_AT_MOST = 100_000;
const FOLDER = fileURLToPath(new URL('../../histories/', import.meta.url));

function pathOf(system: string, variant: string): string {
  return `${FOLDER}${system}/${variant}.case.json`;
}

/** The first witness that was kept for a guarantee. */
function witnessKind({ guarantees }: CaseFile, guarantee: string): string | undefined {
  return guarantees.find(({ name }) => name === guarantee)?.anomalies[0]?.kind;
}

const CASES = SYSTEMS.flatMap(({ name: system, variants }) =>
  variants.map(({ name: variant, guarantee }) => ({ system, variant, guarantee, path: pathOf(system, variant) })),
);

describe('golden cases', () => {
  test.each(CASES)('$system $variant: $guarantee is still violated', ({ system, variant, guarantee, path }) => {
    expect({ path, isThere: existsSync(path) }).toEqual({ path, isThere: true });
    expect(statSync(path).size).toBeLessThan(BYTES_AT_MOST);
    const golden = readCase(path);
    expect(golden.plan).toMatchObject({ system, variant });
    const kind = witnessKind(golden, guarantee);
    expect(kind).toBeDefined();
    const { run, result } = runPlan(golden.plan);
    expect(run.digest).toBe(golden.digest);
    const { judgement } = result;
    const verdict = judgement.guarantees.find(({ name }) => name === guarantee)?.verdict;
    expect(verdict?.verdict).toBe('violated');
    const kinds = verdict?.verdict === 'violated' ? verdict.anomalies.map((anomaly) => anomaly.kind) : [];
    expect(kinds).toContain(kind);
  });

  test.each(CASES)('$system $variant: the correct system passes the same plan', ({ path }) => {
    const { judgement } = runPlan({ ...readCase(path).plan, variant: null }).result;
    const broken = judgement.guarantees.filter(({ verdict }) => verdict.verdict === 'violated').map(({ name }) => name);
    expect(broken).toEqual([]);
  });

  test('are of the present code, so that a replay takes them (npm run build && npm run cases)', async () => {
    const { code, out } = await runBuiltCli(['replay', 'synod/ignores-accepted.case.json', '--json'], { cwd: FOLDER });
    expect(code).toBe(1);
    const { codeVersion, isSameRun } = JSON.parse(out) as ReplayDocument;
    expect(isSameRun).toBe(true);
    const paths = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter((path) =>
      path.endsWith('.case.json'),
    );
    expect(paths.length).toBeGreaterThan(CASES.length);
    const older = paths.filter((path) => readCase(`${FOLDER}${path}`).codeVersion !== codeVersion);
    expect(older).toEqual([]);
  });
});
