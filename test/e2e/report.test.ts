import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { renderReport } from '../../src/report/render-report.ts';
import { lostAdditionCase, staleReadCase } from '../helpers/report/sample-cases.ts';
import { sampleDynamoResult, sampleResult } from '../helpers/report/sample-results.ts';
import { SAMPLE_SYSTEMS } from '../helpers/report/sample-systems.ts';

const CHROMIUM = '/usr/bin/chromium';
const CASES = [staleReadCase(), lostAdditionCase()];
const RESULTS = [sampleResult(), sampleDynamoResult(), ...CASES.map(({ result }) => result)];
const PAGES = renderReport(SAMPLE_SYSTEMS, RESULTS, CASES);
const STALE_READ = 'case-spanner-unsafe-snapshot-split-brain-17.html';

let directory = '';
let browser: Browser;

interface Visit {
  readonly page: Page;
  /** Console messages, errors of the page, and requests for anything but files of the report. */
  readonly troubles: readonly string[];
}

async function visit(target: string, width: number, colorScheme: 'light' | 'dark' = 'light'): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme });
  const page = await context.newPage();
  const troubles: string[] = [];
  const home = pathToFileURL(directory).href;
  page.on('console', (message) => troubles.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => troubles.push(error.message));
  page.on('request', (request) => {
    if (!request.url().startsWith(`${home}/`)) troubles.push(request.url());
  });
  await page.goto(`${home}/${target}`);
  return { page, troubles };
}

describe.skipIf(!existsSync(CHROMIUM))(`in a browser (skipped where there is no ${CHROMIUM})`, () => {
  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'capcheck-report-'));
    for (const { file, html } of PAGES) writeFileSync(join(directory, file), html);
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
  });
  afterAll(async () => {
    await browser.close();
    rmSync(directory, { recursive: true, force: true });
  });

  test.each(PAGES.map(({ file }) => file))('%s loads nothing else, says nothing, and fits a phone', async (file) => {
    for (const scheme of ['light', 'dark'] as const) {
      const { page, troubles } = await visit(file, 390, scheme);
      const overflow = await page.evaluate(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      );
      expect(overflow).toBe(0);
      expect(troubles).toEqual([]);
      await page.context().close();
    }
  });

  test('the stylesheet is allowed by the policy, in both colour schemes', async () => {
    const grounds: unknown[] = [];
    for (const scheme of ['light', 'dark'] as const) {
      const { page } = await visit('index.html', 1280, scheme);
      grounds.push(await page.evaluate('getComputedStyle(document.body).backgroundColor'));
      await page.context().close();
    }
    expect(grounds).toEqual(['rgb(253, 253, 252)', 'rgb(20, 21, 23)']);
  });

  test('headings descend step by step, and everything that scrolls has a name and takes the focus', async () => {
    for (const { file } of PAGES) {
      const { page } = await visit(file, 390);
      const levels = (await page.locator('h1, h2, h3').evaluateAll((all) => all.map((one) => one.tagName))).map(
        (name) => Number(name.slice(1)),
      );
      expect(levels.filter((level) => level === 1)).toHaveLength(1);
      levels.forEach((level, nth) => expect(level - (levels[nth - 1] ?? 0)).toBeLessThanOrEqual(1));
      const nameless = page.locator('.scroll:not([tabindex="0"][role="region"][aria-label])');
      expect(await nameless.count()).toBe(0);
      await page.context().close();
    }
  });

  test('the way through the page by keyboard begins with its content and stops at cited operations only', async () => {
    const { page } = await visit(STALE_READ, 1280);
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent.trim()')).toBe('Skip to content');
    const stops = page.locator('.plot a:not([tabindex="-1"])');
    expect(await stops.evaluateAll((all) => all.map((one) => one.getAttribute('data-cited')))).toEqual([
      ...['C', 'A', 'B'],
    ]);
    await page.context().close();
  });

  test('a cited operation leads to its row', async () => {
    const { page } = await visit(STALE_READ, 1280);
    await page.locator('.plot a[data-cited="B"]').first().click();
    const row = page.locator('tr:target');
    expect(await row.getAttribute('id')).toBe('near-64');
    expect(await row.innerText()).toContain('[3 41]');
    await page.context().close();
  });

  test('from the index to a case and back to its system', async () => {
    const { page, troubles } = await visit('index.html', 1280);
    await page.getByRole('link', { name: 'seed 17', exact: true }).click();
    expect(await page.locator('h1').innerText()).toContain('already been overwritten');
    await page.getByRole('navigation').getByRole('link', { name: 'spanner' }).click();
    expect(await page.locator('h1').innerText()).toContain('spanner');
    expect(troubles).toEqual([]);
    await page.context().close();
  });

  test('the names of the lanes stay in sight when a picture is scrolled on a phone', async () => {
    const { page } = await visit(STALE_READ, 390);
    const picture = page.locator('.timeline').first();
    await picture.evaluate((element) => element.scrollTo(400, 0));
    const left = (await picture.locator('.names').boundingBox())?.x;
    expect(left).toBe((await picture.boundingBox())?.x);
    await page.context().close();
  });
});
