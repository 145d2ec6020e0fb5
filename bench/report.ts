import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type CDPSession } from 'playwright-core';
import { History } from '../src/history/history.ts';
import type { Operation } from '../src/history/operation.generated.ts';
import { SYSTEMS } from '../src/models/registry.ts';
import { casePage } from '../src/report/case/case-page.tsx';
import type { FailureCase } from '../src/report/failure-case.ts';
import { drawPlan } from '../src/search/draw-plan.ts';
import { runPlan } from '../src/search/run-plan.ts';

// How long the page of a large run takes to be made, to open, and to draw a frame while it is panned:
//   npx tsx bench/report.ts [OPERATIONS]
// Times are CPU times: those of this process, and those of the page's main thread as Chromium counts them.

const OPERATIONS = Number(process.argv[2] ?? 100_000);
const CLIENTS = 20;
const FRAMES = 40;
const CHROMIUM = '/usr/bin/chromium';

/** A run of so many operations on registers, with a few of every outcome, beside what a real one says of its faults. */
function largeCase(): FailureCase {
  const request = { system: SYSTEMS[0]?.name ?? '', variant: null, preset: 'everything', pastContract: null } as const;
  const { run, result } = runPlan(drawPlan({ ...request, seed: 1, operations: 50 }));
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
  const faults = run.history.nemesis().filter(({ f }) => f !== 'topology');
  const all = [...lines, ...faults].toSorted((a, b) => a.time - b.time);
  const history = new History(all.map((line, index) => ({ ...line, index })));
  return { caseFile: 'large.case.json', result, run: { history, plan: run.plan, trace: undefined } };
}

async function metric(session: CDPSession, name: string): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find((one) => one.name === name)?.value ?? 0;
}

async function measurePage(file: string): Promise<void> {
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
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
      `opens: ${(1000 * opened).toFixed(0)} ms of CPU on the main thread (${elapsed.toFixed(0)} ms on this clock)`,
    );
    for (const view of ['the violation', 'the whole run']) {
      if (view === 'the whole run') await page.getByRole('button', { name: 'Whole run' }).click();
      const canvas = page.locator('#timeline-place > canvas');
      await canvas.focus();
      const before = await metric(session, 'TaskDuration');
      const told = JSON.stringify({ frames: FRAMES, isWhole: view === 'the whole run' });
      const longest = await page.evaluate<number>(`(${PAN})(${told})`);
      const spent = (await metric(session, 'TaskDuration')) - before;
      console.log(
        `pans over ${view}: ${((1000 * spent) / FRAMES).toFixed(1)} ms of CPU a frame, longest ${longest.toFixed(1)} ms`,
      );
    }
  } finally {
    await browser.close();
  }
}

/** Runs in the page: one step a frame, by keyboard; gives the longest time that drawing took, in milliseconds. */
const PAN = `async ({ frames, isWhole }) => {
  const canvas = document.querySelector('#timeline-place > canvas');
  if (isWhole) for (let n = 0; n < 2; n++) canvas.dispatchEvent(new KeyboardEvent('keydown', { key: '+' }));
  let longest = 0;
  for (let n = 0; n < frames; n++) {
    const key = n % 8 < 4 ? 'ArrowRight' : 'ArrowLeft';
    canvas.dispatchEvent(new KeyboardEvent('keydown', { key }));
    await new Promise((done) => requestAnimationFrame(() => {
      const begun = performance.now();
      queueMicrotask(() => { longest = Math.max(longest, performance.now() - begun); });
      const channel = new MessageChannel();
      channel.port1.onmessage = () => { longest = Math.max(longest, performance.now() - begun); done(); };
      channel.port2.postMessage(null);
    }));
  }
  return longest;
}`;

const failure = largeCase();
const before = process.cpuUsage();
const html = casePage(failure, SYSTEMS[0]);
const { user } = process.cpuUsage(before);
console.log(
  `${OPERATIONS} operations: made in ${(user / 1000).toFixed(0)} ms of CPU, ${(Buffer.byteLength(html) / 1e6).toFixed(2)} MB`,
);
const folder = mkdtempSync(join(tmpdir(), 'capcheck-bench-'));
try {
  const file = join(folder, 'large.html');
  writeFileSync(file, html);
  await measurePage(file);
} finally {
  rmSync(folder, { recursive: true });
}
