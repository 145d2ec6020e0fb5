import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ColumnsBuilder } from '../../src/history/columns-builder.ts';
import { columnsOf, type Columns } from '../../src/history/columns.ts';
import type { History } from '../../src/history/history.ts';
import { Intake } from '../../src/history/intake.ts';
import { formatOperation } from '../../src/history/json/format-json.ts';
import { parseLine } from '../../src/history/json/read-jsonl.ts';
import { readColumns } from '../../src/history/read.ts';
import { anyHistory } from '../helpers/arbitrary-history.ts';
import { errorOf, rejectionOf } from '../helpers/error-of.ts';
import { streamText } from '../helpers/text-stream.ts';

/** The slow twin of the byte scanner: every line through JSON.parse and an operation object. */
function readSlowly(text: string, independent: boolean): Columns {
  const builder = new ColumnsBuilder();
  const intake = new Intake({ renumber: false, independent });
  for (const [at, line] of text.split('\n').entries())
    if (line.trim() !== '') builder.push(intake.accept(parseLine(line, at + 1, true)));
  return builder.finish();
}

test('columns of a history are its operations', () => {
  fc.assert(
    fc.property(anyHistory, (history) => {
      const columns = columnsOf(history);
      expect(rowsOf(columns)).toEqual(
        history.operations.map(({ index, time, process, type, f, value }) => [index, time, process, type, f, value]),
      );
      expect(columns.pair).toEqual(history.pairs);
    }),
  );
});

function rowsOf(columns: Columns): unknown[][] {
  const names = ['invoke', 'ok', 'fail', 'info'];
  return [...columns.type].map((type, row) => {
    const process = columns.process[row] ?? 0;
    const name = process >= 0 ? columns.clients[process] : columns.observers[-1 - process];
    const value = columns.values[columns.value[row] ?? -1];
    return [columns.index[row], columns.time[row], name, names[type], columns.fNames[columns.f[row] ?? -1], value];
  });
}

test('reading into columns is the same as reading a history and taking its columns', async () => {
  await fc.assert(
    fc.asyncProperty(anyHistory, fc.integer({ min: 1, max: 500 }), async (history, chunkBytes) => {
      const text = history.operations.map((operation) => `${formatOperation(operation)}\n`).join('');
      expect(await readColumns(streamText(text, chunkBytes))).toEqual(columnsOf(history));
    }),
  );
});

const plainValues = [
  'null',
  '0',
  '-1',
  '-0',
  '1.0',
  '12345678901',
  '9007199254740993',
  '007',
  '1e3',
  '"x"',
  '"1"',
  '"\\u0078"',
  '"ä"',
];
const otherValues = ['[]', '[1,2,3]', '[[1],[2],3]', '{"a":1}', 'true', '[1,{"a":2},3]'];
const pairs = [
  '[1,2]',
  '[1, 2]',
  '["x",null]',
  '[1,[2,"a]"]]',
  '["\\"",1]',
  '[[1],[2]]',
  '[1,{"a":2}]',
  '[2,-5]',
  '[" ",7]',
  '["k",[]]',
];

/** Lines that are the usual ones, nearly, or not at all. */
const lineWith = (values: readonly string[]) =>
  fc.record({
    process: fc.constantFrom('0', '1', '2', '-3', '"n1"', '1.0'),
    f: fc.constantFrom('read', 'write', 'f\\u0061', 'ü', 'a b'),
    value: fc.constantFrom(...values),
    index: fc.boolean(),
    time: fc.boolean(),
    layout: fc.constantFrom(
      'usual',
      'usual',
      'usual',
      'spaces',
      'order',
      'error',
      'key',
      'value twice',
      'return',
      'blank line',
    ),
  });

const anyLines = fc.oneof(
  fc.record({ independent: fc.constant(false), lines: fc.array(lineWith([...plainValues, ...otherValues, ...pairs])) }),
  fc.record({ independent: fc.constant(true), lines: fc.array(lineWith(pairs)) }),
  fc.record({ independent: fc.constant(true), lines: fc.array(lineWith([...pairs, ...plainValues])) }),
);

type Line = ReturnType<typeof lineWith> extends fc.Arbitrary<infer Fields> ? Fields : never;

/** Types follow what each process may do next, so that most of the file is read. */
function textOf(lines: readonly Line[]): string {
  const open = new Set<string>();
  return lines
    .map(({ process, f, value, index, time, layout }, position) => {
      const client = String(Number(process));
      const type = !open.has(client) ? 'invoke' : position % 3 === 0 ? 'fail' : 'ok';
      if (type === 'invoke') open.add(client);
      else open.delete(client);
      const numbers = `${index ? `"index":${position},` : ''}${time ? `"time":${position * 10},` : ''}`;
      const start = `{${numbers}"process":${process},"type":"${process === '"n1"' ? 'info' : type}"`;
      if (layout === 'spaces') return `${start}, "f": "${f}" ,"value":${value} } \n`;
      if (layout === 'order') return `${start},"value":${value},"f":"${f}"}\n`;
      if (layout === 'error') return `${start},"f":"${f}","value":${value},"error":"x"}\n`;
      if (layout === 'key') return `${start},"f":"${f}","value":${value},"key":${position % 2}}\n`;
      if (layout === 'value twice') return `${start},"f":"${f}","value":77,"value":${value}}\n`;
      const end = layout === 'return' ? '\r\n' : layout === 'blank line' ? '\n\n' : '\n';
      return `${start},"f":"${f}","value":${value}}${end}`;
    })
    .join('');
}

test('the byte scanner and JSON.parse give the same columns, or the same error', async () => {
  let whole = 0;
  await fc.assert(
    fc.asyncProperty(anyLines, fc.integer({ min: 1, max: 300 }), async ({ lines, independent }, chunkBytes) => {
      const text = textOf(lines);
      const fast = readColumns(streamText(text, chunkBytes), { independent, format: 'jsonl' });
      const slow = errorOf(() => readSlowly(text, independent));
      if (slow === undefined) expect(await fast).toEqual(readSlowly(text, independent));
      else expect(await rejectionOf(fast)).toContain(slow.replace(/^HistoryError: (operation \d+, )?/, ''));
      if (slow === undefined && lines.length > 2) whole++;
    }),
    { numRuns: 500 },
  );
  expect(whole).toBeGreaterThan(100);
});

function isWhole(history: History): boolean {
  return history.operations.length > 0;
}

test('a history of which any line is cut short is refused, never read as a shorter one', async () => {
  await fc.assert(
    fc.asyncProperty(anyHistory.filter(isWhole), fc.nat(), async (history, at) => {
      const text = history.operations.map((operation) => `${formatOperation(operation)}\n`).join('');
      const lastLine = text.lastIndexOf('\n', text.length - 2) + 1;
      const cut = text.slice(0, lastLine + 1 + (at % (text.length - lastLine - 2)));
      expect(await rejectionOf(readColumns(streamText(cut)))).toMatch(/the last line is cut off|the file ends before/);
    }),
  );
});
