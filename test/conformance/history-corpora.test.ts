import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { columnsOf } from '../../src/history/columns.ts';
import type { History } from '../../src/history/history.ts';
import { detectFormat } from '../../src/history/input/detect-format.ts';
import type { Format } from '../../src/history/input/format.ts';
import { readColumns, readHistory } from '../../src/history/read.ts';

const corpora = resolve(process.env['CAPCHECK_CORPORA'] ?? '../shared/corpora');
const reason = existsSync(corpora) ? '' : ` (skipped: ${corpora} is missing; set CAPCHECK_CORPORA)`;
const types = ['invoke', 'ok', 'fail', 'info'] as const;

function filesOf(folder: string, ending: RegExp): string[] {
  const path = join(corpora, folder);
  return existsSync(path) ? readdirSync(path).filter((name) => ending.test(name)) : [];
}

/** How often each type stands in the text: counted without any parser. */
function countTypes(text: string): number[] {
  const code = text.replaceAll(/^\s*;.*$/gm, '');
  return types.map((type) => code.match(new RegExp(`(?<!:f\\s+):${type}\\b|"type":"${type}"`, 'g'))?.length ?? 0);
}

function countRead(history: History): number[] {
  return types.map((type) => history.operations.filter((operation) => operation.type === type).length);
}

function textOf(path: string): string {
  const bytes = readFileSync(path);
  return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString();
}

interface Corpus {
  readonly folder: string;
  readonly files: RegExp;
  readonly count: number;
  readonly format: Format;
}

const readable: readonly Corpus[] = [
  { folder: 'porcupine', files: /^etcd_.*\.log$/, count: 52, format: 'jepsen-log' },
  { folder: 'porcupine', files: /^c.*\.txt$/, count: 6, format: 'edn' },
  { folder: 'knossos', files: /\.edn$/, count: 64, format: 'edn' },
  { folder: 'elle', files: /\.edn$/, count: 2, format: 'edn' },
  { folder: 'oracle', files: /^(?:brat|prefix|si|ssi)-.*\.jsonl\.gz$/, count: 48, format: 'jsonl' },
];

describe.skipIf(reason !== '')(`histories that others made${reason}`, () => {
  test.each(readable)('$folder $files: every operation is read, as a history and as columns', async (corpus) => {
    const names = filesOf(corpus.folder, corpus.files);
    expect(names).toHaveLength(corpus.count);
    for (const name of names) {
      const path = join(corpora, corpus.folder, name);
      const text = textOf(path);
      expect(detectFormat(Buffer.from(text.slice(0, 65_536))), name).toBe(corpus.format);
      const history = await readHistory(path, { renumber: true });
      expect(countRead(history), name).toEqual(countTypes(text));
      expect(history.invocations, name).toHaveLength(history.operations.filter(({ type }) => type === 'invoke').length);
      expect(await readColumns(path, { renumber: true }), name).toEqual(columnsOf(history));
    }
  });

  test.each(['fuzz-list-append.jsonl.gz', 'fuzz-rw-register.jsonl.gz'])(
    'oracle %s: each of its 1,200 histories is read',
    async (name) => {
      const cases = textOf(join(corpora, 'oracle', name))
        .trimEnd()
        .split('\n');
      expect(cases).toHaveLength(1_200);
      for (const line of cases) {
        const { history } = JSON.parse(line) as { history: readonly object[] };
        const text = history.map((operation) => `${JSON.stringify(operation)}\n`).join('');
        const { operations } = await readHistory(Readable.from([text]), { format: 'jsonl' });
        expect(operations).toEqual(history);
      }
    },
  );

  test('a key-value history of Porcupine has its keys in a column of their own', async () => {
    const columns = await readColumns(join(corpora, 'porcupine', 'c01-ok.txt'));
    expect(columns.key.every((key) => key >= 0)).toBe(true);
    expect(columns.keys.every((key) => typeof key === 'string' && /^\d$/.test(key))).toBe(true);
  });

  test('the paper example of Elle names no process and no f: four transactions, one after the other', async () => {
    const { invocations } = await readHistory(join(corpora, 'elle', 'paper-example.edn'));
    expect(invocations.map(({ invoke, outcome }) => [invoke.process, invoke.f, outcome])).toEqual([
      [0, 'txn', 'ok'],
      [1, 'txn', 'ok'],
      [2, 'txn', 'ok'],
      [3, 'txn', 'ok'],
    ]);
  });
});
