import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checkLinearizability } from '../../src/checkers/linearizability/check-linearizability.ts';
import type { Spec } from '../../src/checkers/linearizability/spec.ts';
import { specOf } from '../../src/checkers/linearizability/specs/catalog.ts';
import { readHistory } from '../../src/history/read.ts';
import { findCorpus } from '../helpers/corpora.ts';
import { faultOfProof } from '../helpers/linearizability/validate-certificate.ts';

const { path, missing } = findCorpus('porcupine');

interface Labelled {
  readonly file: string;
  readonly spec: 'cas-register' | 'string-kv-append';
  readonly initial: unknown;
  readonly linearizable: boolean;
}

const labelled: readonly Labelled[] =
  missing === undefined
    ? (JSON.parse(readFileSync(`${path}/manifest.json`, 'utf8')) as { histories: Labelled[] }).histories
    : [];

describe.skipIf(missing !== undefined)(`Porcupine's histories ${missing ?? ''}`, () => {
  test('are all there', () => expect(labelled).toHaveLength(58));

  test.each(labelled)('$file', async ({ file, spec: name, initial, linearizable }) => {
    const history = await readHistory(`${path}/${file}`);
    const spec: Spec = { ...specOf(name === 'cas-register' ? name : 'key-value'), initial };
    const verdict = checkLinearizability(history, { spec });
    expect(verdict.verdict).toBe(linearizable ? 'holds' : 'violated');
    expect(faultOfProof(history, spec, verdict)).toBeUndefined();
    expect(verdict.exercised['undecidedKeys']).toBeUndefined();
    if (name !== 'string-kv-append' || verdict.verdict !== 'violated') return;
    for (const { operations } of verdict.certificate?.cores ?? []) expect(operations.length).toBeLessThanOrEqual(6);
  });
});
