import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { formatEdnHistory } from '../../src/history/edn/format-edn.ts';
import type { History } from '../../src/history/history.ts';
import { formatOperation } from '../../src/history/json/format-json.ts';
import { readHistory } from '../../src/history/read.ts';
import { writeEdnHistory, writeHistory } from '../../src/history/write.ts';
import { anyHistory } from '../helpers/arbitrary-history.ts';
import { streamText } from '../helpers/text-stream.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'capcheck-round-trip-'));
});
afterAll(() => rm(folder, { recursive: true }));

function expectSame(read: History, written: History): void {
  expect(read.operations).toEqual(written.operations);
  expect(read.pairs).toEqual(written.pairs);
  expect(read.invocations).toEqual(written.invocations);
}

test.each([
  ['h.jsonl', writeHistory],
  ['h.jsonl.gz', writeHistory],
  ['h.edn', writeEdnHistory],
])('a history that is written as %s and read again is the same', async (name, write) => {
  const path = join(folder, name);
  await fc.assert(
    fc.asyncProperty(anyHistory, async (history) => {
      await write(path, history);
      expectSame(await readHistory(path), history);
    }),
    { numRuns: 150 },
  );
});

const chunkBytes = fc.integer({ min: 1, max: 200 });

test('where chunks end does not matter: JSON lines', async () => {
  await fc.assert(
    fc.asyncProperty(anyHistory, chunkBytes, fc.boolean(), async (history, size, ended) => {
      const text = history.operations.map(formatOperation).join('\n') + (ended ? '\n' : '');
      expectSame(await readHistory(streamText(text, size)), history);
    }),
  );
});

test('where chunks end does not matter: a JSON array', async () => {
  await fc.assert(
    fc.asyncProperty(anyHistory, chunkBytes, async (history, size) => {
      const text = `[${history.operations.map(formatOperation).join(' ,\n')}]`;
      expectSame(await readHistory(streamText(text, size)), history);
    }),
  );
});

test('where chunks end does not matter: EDN, as a stream or inside brackets', async () => {
  await fc.assert(
    fc.asyncProperty(anyHistory, chunkBytes, fc.constantFrom('', '[]', '()'), async (history, size, brackets) => {
      fc.pre(brackets !== '' || history.operations.length > 0);
      const body = [...formatEdnHistory(history)].join('\n; "comment" {\n');
      expectSame(await readHistory(streamText(`${brackets.slice(0, 1)}${body}${brackets.slice(1)}`, size)), history);
    }),
  );
});
