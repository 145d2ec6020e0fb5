import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type CDPSession, type Page } from 'playwright-core';
import { History } from '../src/history/history.ts';
import type { Operation } from '../src/history/operation.generated.ts';
import { SYSTEMS } from '../src/models/registry.ts';
import { casePage } from '../src/report/case/case-page.tsx';
import type { FailureCase } from '../src/report/failure-case.ts';
import type { TraceView } from '../src/report/data/trace-columns.ts';
import { drawPlan } from '../src/search/draw-plan.ts';
import { runPlan } from '../src/search/run-plan.ts';
import type { Topology } from '../src/simulation/topology.ts';

// How long the page of a large run takes to be made, to open, and to draw a frame while it is panned and zoomed by hand:
//   npx tsx bench/report.ts [OPERATIONS] [MESSAGES PER OPERATION]
// Times are CPU times: those of this process, and those of the page's main thread as Chromium counts them. Clients are known in
// one history, as in runs of this project; in the other only processes are, as in Jepsen's: a thousand of them retire.

const OPERATIONS = Number(process.argv[2] ?? 100_000);
const MESSAGES = Number(process.argv[3] ?? 2);
const CLIENTS = 20;
const FRAMES = 100;
const CHROMIUM = '/usr/bin/chromium';
const VIEWPORT = { width: 1440, height: 900 };

/** A run of so many operations on registers, with a few of every outcome, beside what a real one says of its faults. */
function largeCase(hasTopology: boolean): FailureCase {
  const request = { system: SYSTEMS[0]?.name ?? '', variant: null, preset: 'everything', pastContract: null } as const;
  const plan = drawPlan({ ...request, seed: 1, operations: 50 });
  const { run, result } = runPlan(plan, { trace: true });
  const lines: Operation[] = [];
  const processes = Array.from({ length: CLIENTS }, (_, nth) => nth);
  let nanos = 0;
  for (let nth = 0; nth < OPERATIONS; nth++) {
    const process = processes[nth % CLIENTS] ?? 0;
    const key = `key-${(nth * 7) % 50}`;
    const f = nth % 3 === 0 ? 'write' : 'read';
    const type = nth % 40 === 0 ? 'fail' : nth % 97 === 0 ? 'info' : 'ok';
    const asked = f === 'write' ? [key, nth] : [key, null];
    const answer = f === 'write' || type !== 'ok' ? asked : [key, nth - 3];
    const error = type === 'ok' ? {} : { error: 'no quorum' };
    nanos += 150_000 + ((nth * 7919) % 50_000);
    lines.push({ index: lines.length, time: nanos, process, type: 'invoke', f, value: asked });
    nanos += 20_000;
    lines.push({ index: lines.length, time: nanos, process, type, f, value: answer, ...error });
    // An unknown outcome retires its process.
    if (type === 'info') processes[nth % CLIENTS] = process + CLIENTS;
  }
  const faults = run.history
    .nemesis()
    .filter(({ f }) => f !== 'topology')
    .concat(hasTopology ? [topologyLine(run.history)] : []);
  const all = [...lines, ...faults].toSorted((a, b) => a.time - b.time);
  const history = new History(all.map((line, index) => ({ ...line, index })));
  return { caseFile: 'large.case.json', result, run: { history, plan: run.plan, trace: messagesOf(history) } };
}

/** The machines of a small run, with more clients. */
function topologyLine(history: History): Operation {
  const line = history.nemesis().find(({ f }) => f === 'topology');
  const value = line?.value as Topology;
  const home = value.servers[0]?.name ?? '';
  const clients = Array.from({ length: CLIENTS }, (_, nth) => ({ ...value.clients[0], name: `c${nth + 1}`, home }));
  return { index: 0, time: 0, process: 'nemesis', type: 'info', f: 'topology', value: { ...value, clients } };
}

/** A request and its answer for each operation, and more between servers. */
function messagesOf({ invocations }: History): TraceView {
  const messages = invocations.flatMap(({ invoke }) =>
    Array.from({ length: MESSAGES }, (_, nth) => {
      const sentMicros = invoke.time / 1000 + nth * 5;
      const client = `c${(Number(invoke.process) % CLIENTS) + 1}`;
      const ends = [client, 'n1', 'n2', 'n3'];
      const from = ends[nth % 2 === 0 ? Math.min(nth, 1) : 1 + ((nth + 1) % 3)] ?? client;
      const to = nth === 1 ? client : nth === 0 ? 'n1' : (ends[1 + (nth % 3)] ?? client);
      const arrivals = [{ micros: sentMicros + 4, isLost: nth % 50 === 49 }];
      return {
        sentMicros,
        from,
        to,
        kind: nth === 1 ? 'reply' : 'request',
        operation: invoke.index,
        copies: 1,
        arrivals,
      };
    }),
  );
  return { messages, marks: [] };
}

async function metric(session: CDPSession, name: string): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find((one) => one.name === name)?.value ?? 0;
}

async function measurePage(file: string): Promise<void> {
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage({ viewport: VIEWPORT });
    // On a busy machine it takes longer by the clock; what is measured is CPU time.
    page.setDefaultTimeout(300_000);
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    const begun = performance.now();
    await page.goto(pathToFileURL(file).href);
    await page.waitForSelector('html.ready');
    const elapsed = performance.now() - begun;
    const opened = await metric(session, 'TaskDuration');
    console.log(
      `  opens: ${(1000 * opened).toFixed(0)} ms of CPU on the main thread (${elapsed.toFixed(0)} ms on this clock)`,
    );
    const canvas = page.locator('#timeline-place canvas').first();
    await canvas.scrollIntoViewIfNeeded();
    const box = await canvas.boundingBox();
    if (box === null) throw new Error('the timeline has no size');
    const [x, y] = [box.x + box.width / 2, Math.max(60, box.y) + 200];
    for (const view of VIEWS) {
      await page.getByRole('button', { name: 'Whole run' }).click();
      for (let nth = 0; nth < view.steps; nth++)
        await page.getByRole('button', { name: 'Zoom in', exact: true }).click();
      await page.mouse.move(x, y);
      await report(`idle over ${view.name}`, session, page, () => Promise.resolve());
      await page.mouse.down();
      await report(`pan over ${view.name}`, session, page, (nth) => page.mouse.move(x + swing(nth, 25, 18), y));
      await page.mouse.up();
      await page.keyboard.down('Control');
      await report(`zoom in ${view.name}`, session, page, (nth) => page.mouse.wheel(0, nth % 20 < 10 ? -60 : 60));
      await page.keyboard.up('Control');
    }
  } finally {
    await browser.close();
  }
}

/** How often each zooms in from the whole run, by half. */
const VIEWS = [
  { name: 'the whole run', steps: 0 },
  { name: 'a 32nd of the run', steps: 5 },
  { name: 'a 1024th of the run', steps: 10 },
] as const;

/** To and fro: so many steps of so many pixels each way. */
function swing(nth: number, steps: number, pixels: number): number {
  const at = nth % (2 * steps);
  return (at < steps ? at : 2 * steps - at) * pixels;
}

/** One movement a frame; what the main thread spent from one frame to the next, input and painting included. */
async function report(
  what: string,
  session: CDPSession,
  page: Page,
  move: (nth: number) => Promise<void>,
): Promise<void> {
  const spent: number[] = [];
  for (let nth = 0; nth < FRAMES; nth++) {
    const before = await metric(session, 'TaskDuration');
    await move(nth);
    await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())))');
    spent.push(1000 * ((await metric(session, 'TaskDuration')) - before));
  }
  spent.sort((a, b) => a - b);
  const at = (share: number): string => (spent[Math.ceil(share * FRAMES) - 1] ?? 0).toFixed(1);
  console.log(`  ${what}: ${at(0.5)} ms a frame at the median, ${at(0.99)} ms at the 99th percentile`);
}

for (const hasTopology of [true, false]) {
  const failure = largeCase(hasTopology);
  const before = process.cpuUsage();
  const html = casePage(failure, SYSTEMS[0]);
  const { user } = process.cpuUsage(before);
  const size = (Buffer.byteLength(html) / 1e6).toFixed(2);
  console.log(
    `${OPERATIONS} operations, ${hasTopology ? 'by client' : 'by process'}, ${MESSAGES} messages each: made in ${(user / 1000).toFixed(0)} ms of CPU, ${size} MB`,
  );
  const folder = mkdtempSync(join(tmpdir(), 'capcheck-bench-'));
  try {
    const file = join(folder, 'large.html');
    writeFileSync(file, html);
    await measurePage(file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
