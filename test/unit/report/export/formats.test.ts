import { fileURLToPath } from 'node:url';
import { parseEDNString } from 'edn-data';
import { beforeAll, describe, expect, test } from 'vitest';
import { formatEdnHistory } from '../../../../src/history/edn/format-edn.ts';
import { systemNamed } from '../../../../src/models/registry.ts';
import { type CaseView, caseViewOf } from '../../../../src/report/case/case-view.ts';
import { chromeTrace } from '../../../../src/report/export/chrome-trace.ts';
import { shivizLog } from '../../../../src/report/export/shiviz-log.ts';
import { readCase } from '../../../../src/search/case-file.ts';
import { runPlan } from '../../../../src/search/run-plan.ts';

// What other tools require of the files that a page offers, by their own sources.

const CASES = ['spanner/no-read-locks', 'dynamo/strict-quorum', 'kafka/no-producer-fencing'] as const;

function viewOf(name: string): CaseView {
  const { plan } = readCase(fileURLToPath(new URL(`../../../../histories/${name}.case.json`, import.meta.url)));
  const { run, result } = runPlan(plan, { trace: true });
  return caseViewOf({ caseFile: name, run, result }, systemNamed(result.system));
}

interface Keyword {
  readonly key: string;
}

const keyword = { key: expect.any(String) as string };

describe.each(CASES)('%s', (name) => {
  let view: CaseView;
  beforeAll(() => {
    view = viewOf(name);
  });

  test('EDN: a map an operation with the fields of jepsen.history, in its types', () => {
    const lines = [...formatEdnHistory(view.history)];
    expect(lines.length).toBe(view.history.operations.length);
    let before = 0;
    lines.forEach((line, position) => {
      const { map } = parseEDNString(line) as { readonly map: readonly (readonly [Keyword, unknown])[] };
      const read = Object.fromEntries(map.map(([{ key }, value]) => [key, value]));
      const { index, time, process, type, f } = read;
      expect(index).toBe(position);
      expect(Number.isSafeInteger(time) && Number(time) >= before).toBe(true);
      before = Number(time);
      expect(['invoke', 'ok', 'fail', 'info']).toContain((type as Keyword).key);
      expect(f).toEqual(keyword);
      // Of clients a number; whatever else writes lines has a name, as Jepsen's nemesis.
      if (typeof process === 'number') expect(Number.isSafeInteger(process)).toBe(true);
      else expect(process).toEqual(keyword);
      expect(typeof process === 'number' || (type as Keyword).key === 'info').toBe(true);
      expect(read).toHaveProperty('value');
    });
  });

  test('ShiViz: two lines an event that its expression reads, clocks that count a host’s own events, receipts after their sends', () => {
    const { trace } = view.failure.run;
    const log = shivizLog(view.history, trace);
    const events = [...log.matchAll(/(?<host>\S*) (?<clock>\{.*\})\n(?<event>.*)/g)];
    expect(events.map(([text]) => `${text}\n`).join('')).toBe(log);
    const counts = new Map<string, number>();
    const clocks = new Map<string, Record<string, number>>();
    for (const { groups } of events) {
      const { host = '', clock = '{}' } = groups ?? {};
      const read = JSON.parse(clock) as Record<string, number>;
      counts.set(host, (counts.get(host) ?? 0) + 1);
      expect(read[host]).toBe(counts.get(host));
      for (const [other, count] of Object.entries(clocks.get(host) ?? {}))
        expect(read[other]).toBeGreaterThanOrEqual(count);
      clocks.set(host, read);
      // Nobody knows of more events than there were.
      for (const [other, count] of Object.entries(read)) expect(count).toBeLessThanOrEqual(counts.get(other) ?? 0);
    }
    const arrived = (trace?.messages ?? []).flatMap(({ arrivals }) => arrivals.filter(({ isLost }) => !isLost));
    expect(events.length).toBe((trace?.messages.length ?? 0) + arrived.length);
  });

  test('Chrome trace: begins and ends pair by id, and what is complete on one thread nests', () => {
    const { traceEvents } = JSON.parse(chromeTrace(view, view.failure.run.trace)) as { traceEvents: TraceEvent[] };
    const open = new Map<number, number>();
    const complete = new Map<string, [number, number][]>();
    for (const { ph, pid, tid, ts = 0, dur = 0, id = -1, args } of traceEvents) {
      expect([pid, tid].every(Number.isSafeInteger)).toBe(true);
      if (ph === 'M') expect(args).toHaveProperty('name');
      else if (ph === 'b') open.set(id, ts);
      else if (ph === 'e') {
        expect(ts).toBeGreaterThanOrEqual(open.get(id) ?? Infinity);
        open.delete(id);
      } else {
        expect([ph, dur >= 0]).toEqual(['X', true]);
        complete.set(`${pid} ${tid}`, [...(complete.get(`${pid} ${tid}`) ?? []), [ts, ts + dur]]);
      }
    }
    expect(open.size).toBe(0);
    for (const slices of complete.values())
      for (const [from, to] of slices)
        for (const [begin, end] of slices) expect(begin > from && begin < to && end > to).toBe(false);
  });
});

interface TraceEvent {
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts?: number;
  readonly dur?: number;
  readonly id?: number;
  readonly args?: object;
}

test('ShiViz: what is sent in the microsecond of a receipt comes after it', () => {
  const view = viewOf('dynamo/strict-quorum');
  const message = { kind: 'get', operation: 0, copies: 1 };
  const messages = [
    { ...message, sentMicros: 10, from: 'c1', to: 'n1', arrivals: [{ micros: 20, isLost: false }] },
    { ...message, sentMicros: 20, from: 'n1', to: 'n2', arrivals: [{ micros: 30, isLost: false }] },
  ];
  expect(
    shivizLog(view.history, { messages, marks: [] })
      .split('\n')
      .filter((line) => line.includes('{')),
  ).toEqual(['c1 {"c1":1}', 'n1 {"c1":1,"n1":1}', 'n1 {"c1":1,"n1":2}', 'n2 {"c1":1,"n1":2,"n2":1}']);
});

test('EDN: transactions are as Elle reads them: functions are keywords, a read holds nothing before it is answered', () => {
  const { history } = viewOf('spanner/no-read-locks');
  const lines = [...formatEdnHistory(history)];
  const transactions = history.operations.flatMap(({ f }, nth) => (f === 'txn' ? [lines[nth] ?? ''] : []));
  expect(transactions.length).toBeGreaterThan(0);
  for (const line of transactions) {
    expect(line).toMatch(/:value \[(?:\[:(?:r|append|w) "[^"]*" (?:nil|\d+|\[[\d ]*\])\] ?)+\]/);
    if (line.includes(':type :invoke')) expect(line).not.toMatch(/\[:r "[^"]*" (?!nil)/);
  }
});
