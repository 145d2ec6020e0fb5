import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { History } from '../../../src/history/history.ts';
import { writeEdnHistory, writeHistory } from '../../../src/history/write.ts';
import { rejectionOf } from '../../helpers/error-of.ts';
import { operationsOf } from '../../helpers/operations.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'capcheck-write-'));
});
afterEach(() => rm(folder, { recursive: true }));

const history = new History(operationsOf([0, 'invoke', 'read'], [0, 'ok', 'read', 'ä']));
const json =
  '{"index":0,"time":0,"process":0,"type":"invoke","f":"read","value":null}\n' +
  '{"index":1,"time":1,"process":0,"type":"ok","f":"read","value":"ä"}\n';

test('writes a JSON document a line', async () => {
  await writeHistory(join(folder, 'h.jsonl'), history);
  expect(await readFile(join(folder, 'h.jsonl'), 'utf8')).toBe(json);
  expect(await readdir(folder)).toEqual(['h.jsonl']);
});

test('packs a file whose name ends in .gz, and no other', async () => {
  await writeHistory(join(folder, 'h.gz.jsonl'), history);
  expect(await readFile(join(folder, 'h.gz.jsonl'), 'utf8')).toBe(json);
  await writeHistory(join(folder, 'h.jsonl.gz'), history);
  expect(gunzipSync(await readFile(join(folder, 'h.jsonl.gz'))).toString()).toBe(json);
});

test('writes EDN', async () => {
  await writeEdnHistory(join(folder, 'h.edn'), history);
  expect(await readFile(join(folder, 'h.edn'), 'utf8')).toBe(
    '{:index 0, :time 0, :process 0, :type :invoke, :f :read, :value nil}\n' +
      '{:index 1, :time 1, :process 0, :type :ok, :f :read, :value "ä"}\n',
  );
});

test('leaves the old file, and nothing else, when a value can not be written', async () => {
  const path = join(folder, 'h.jsonl');
  await writeHistory(path, history);
  const bad = new History(operationsOf([0, 'invoke', 'read'], [0, 'ok', 'read', NaN]));
  expect(await rejectionOf(writeHistory(path, bad))).toBe(
    `HistoryError: ${path}, operation 1, field "value": NaN can't be written; expected plain data`,
  );
  expect(await readFile(path, 'utf8')).toBe(json);
  expect(await readdir(folder)).toEqual(['h.jsonl']);
});

test('a folder that is not there is an error', async () => {
  expect(await rejectionOf(writeHistory(join(folder, 'none', 'h.jsonl'), history))).toMatch(/^Error: ENOENT/);
});

test('writes histories that are longer than one piece', async () => {
  const rows = Array.from({ length: 20_000 }, (_, at) => [at, 'invoke', 'add', at] as const);
  await writeHistory(join(folder, 'long.jsonl'), new History(operationsOf(...rows)));
  expect((await readFile(join(folder, 'long.jsonl'), 'utf8')).split('\n')).toHaveLength(20_001);
});
