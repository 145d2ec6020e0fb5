import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RecallDocument } from '../../src/cli/recall-document.ts';
import type { failsAlikeAfresh as FailsAlikeAfresh } from '../../src/cli/replay-afresh.ts';
import { runBuiltCli } from '../helpers/run-built-cli.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

const { failsAlikeAfresh } = (await import(new URL('../../dist/cli/replay-afresh.js', import.meta.url).href)) as {
  readonly failsAlikeAfresh: typeof FailsAlikeAfresh;
};

describe('capcheck recall --cases', () => {
  const cwd = temporaryFolder(afterAll);
  let document: RecallDocument;

  beforeAll(async () => {
    const effort = ['--ranges', '1', '--seeds', '50', '--ops', '60', '--clean', '1'];
    const { out } = await runBuiltCli(['recall', 'dynamo', ...effort, '--cases', 'kept', '--json'], { cwd });
    document = JSON.parse(out) as RecallDocument;
  }, 180_000);

  test('keeps the shrunk case of every variant, and each fails alike in a process of its own', () => {
    const { variants, cases, verdict } = document;
    expect(verdict).toBe('found');
    expect(cases).toEqual({ folder: 'kept', kept: variants.length, unlike: [] });
  });

  test('a case is not alike when it fails in another way', async () => {
    const [entry] = document.variants;
    const [detection] = entry?.detections ?? [];
    if (entry === undefined || detection === undefined || detection.shrunk === null)
      throw new Error('nothing was shrunk');
    const path = join(cwd, 'kept', `dynamo-${entry.variant}-${detection.seed}.case.json`);
    const { signature } = detection.shrunk;
    await expect(failsAlikeAfresh(path, signature)).resolves.toBe(true);
    await expect(failsAlikeAfresh(path, { ...signature, kind: 'another-kind' })).resolves.toBe(false);
    await expect(failsAlikeAfresh(path, { ...signature, guarantee: 'convergence' })).resolves.toBe(false);
  });

  test('a file that is no case is an error that says so', async () => {
    await expect(failsAlikeAfresh(join(cwd, 'missing.json'), { guarantee: 'convergence', kind: 'x' })).rejects.toThrow(
      /missing\.json.*254.*there is no such file/s,
    );
  });

  test('is refused where nothing is shrunk', async () => {
    const { code, err } = await runBuiltCli(['recall', 'dynamo', '--no-shrink', '--cases', 'kept'], { cwd });
    expect(code).toBe(254);
    expect(err).toContain('--cases keeps what is shrunk');
  });
});
