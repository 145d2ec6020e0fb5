import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checkLinearizability } from '../../src/checkers/linearizability/check-linearizability.ts';
import type { Spec } from '../../src/checkers/linearizability/spec.ts';
import { specOf, type SpecName } from '../../src/checkers/linearizability/specs/catalog.ts';
import { readHistory } from '../../src/history/read.ts';
import { findCorpus } from '../helpers/corpora.ts';
import { faultOfProof } from '../helpers/linearizability/validate-certificate.ts';

const { path, missing } = findCorpus('knossos');

interface Labelled {
  readonly file: string;
  readonly spec: SpecName;
  readonly linearizable: boolean;
}

const labelled: readonly Labelled[] =
  missing === undefined
    ? (JSON.parse(readFileSync(`${path}/manifest.json`, 'utf8')) as { histories: Labelled[] }).histories
    : [];

describe.skipIf(missing !== undefined)(`Knossos's histories ${missing ?? ''}`, () => {
  test('are all there', () => expect(labelled).toHaveLength(64));

  test.each(labelled)('$file', async ({ file, spec: name, linearizable }) => {
    const history = await readHistory(`${path}/${file}`);
    const initial = name === 'multi-register' ? { x: 0, y: 0 } : specOf(name).initial;
    const spec: Spec = { ...specOf(name), initial };
    const verdict = checkLinearizability(history, { spec });
    expect(verdict.verdict).toBe(linearizable ? 'holds' : 'violated');
    expect(faultOfProof(history, spec, verdict)).toBeUndefined();
  });
});
