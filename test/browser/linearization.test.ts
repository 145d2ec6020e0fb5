import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser, type Locator, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { casePage } from '../../src/report/case/case-page.tsx';
import { HistoryBuilder } from '../helpers/report/history-builder.ts';
import { caseOf, SAMPLE_TOPOLOGY } from '../helpers/report/sample-cases.ts';
import { sampleResult } from '../helpers/report/sample-results.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

const CHROMIUM = '/usr/bin/chromium';

let browser: Browser;
let page: Page;

describe.skipIf(!existsSync(CHROMIUM))(
  `attempts at an order, worked out by hand (skipped where there is no ${CHROMIUM})`,
  () => {
    // c1 writes 1; while c2 writes 2, c3 reads 2, and after that c1 reads 1.
    beforeAll(async () => {
      const history = new HistoryBuilder()
        .topology(SAMPLE_TOPOLOGY)
        .operation(10, 10, 0, 'write', ['x', 1], 'ok')
        .operation(30, 60, 1, 'write', ['x', 2], 'ok')
        .operation(40, 10, 2, 'read', ['x', null], 'ok', ['x', 2])
        .operation(60, 10, 0, 'read', ['x', null], 'ok', ['x', 1])
        .build();
      const anomaly = { kind: 'not-linearizable', message: 'operation 5 read 1', operations: [1, 3, 4, 6] };
      const made = caseOf(sampleResult(), history, 'linearizable-registers', [anomaly], 'by-hand.case.json');
      const file = join(temporaryFolder(afterAll), 'case-by-hand.html');
      writeFileSync(file, casePage(made, undefined));
      browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
      page = await browser.newPage();
      await page.goto(pathToFileURL(file).href);
      await page.waitForSelector('html.ready');
    });
    afterAll(() => browser.close());

    const section = (): Locator => page.locator('section[aria-labelledby=linearization]');

    test('after each prefix x is what it can be, until nothing explains what returned', async () => {
      const rows = section().locator('table tbody tr');
      const told = await rows.evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.textContent)));
      expect(told).toEqual([
        // Nothing else has begun.
        ['A: c1 writes 1', '1', 'nothing'],
        // The write of 2 is under way, and must have taken effect: it was read.
        ['C: c3 reads 2', '2', 'B: c2 writes 2'],
        // It can't be undone, so nobody can read 1 again.
        ['D: c1 reads 1', 'no value at all: before, x could only be 2', 'B: c2 writes 2'],
      ]);
    });

    test('the longest attempt ends before the second read, for x is 2 then', async () => {
      const steps = section().locator('details.order').first().locator('ol.steps li');
      expect(await steps.allInnerTexts()).toEqual([
        'A: c1 writes 1; then x is 1',
        'B: c2 writes 2; then x is 2',
        'C: c3 reads 2; then x is 2',
        'D: c1 reads 1: impossible, for x is 2',
      ]);
    });

    test('a shorter attempt that is opened says what can’t come next: what reads another value, and what began later', async () => {
      const short = section().locator('details.order', { hasText: '1 operation can be ordered' });
      await short.locator('summary').click();
      const blocked = short.locator('ol.steps li.bad');
      await blocked.first().waitFor();
      expect(await blocked.allInnerTexts()).toEqual([
        'C: c3 reads 2: impossible, for x is 1',
        'D: c1 reads 1: not yet, for it began after the end of what still has to take effect: C: c3 reads 2',
      ]);
    });
  },
);
