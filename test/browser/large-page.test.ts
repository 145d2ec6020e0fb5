import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { casePage } from '../../src/report/case/case-page.tsx';
import { foreignCase } from '../helpers/report/foreign-case.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

const CHROMIUM = '/usr/bin/chromium';
const VIEWPORT = { width: 1280, height: 800 };
const CLIENTS = 40;
const EACH = 400;

let browser: Browser;
let page: Page;

describe.skipIf(!existsSync(CHROMIUM))(`a large run in a browser (skipped where there is no ${CHROMIUM})`, () => {
  beforeAll(async () => {
    const file = join(temporaryFolder(afterAll), 'case-large.html');
    writeFileSync(file, casePage(foreignCase(CLIENTS, EACH), undefined));
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
    page = await browser.newPage({ viewport: VIEWPORT });
    await page.goto(pathToFileURL(file).href);
    await page.waitForSelector('html.ready');
  });
  afterAll(() => browser.close());

  const scrolled = (): Promise<number> => page.evaluate('document.querySelector("#timeline-place .lanes").scrollTop');

  test('has a lane a client, not one a retired process, and they are scrolled through a canvas no higher than the screen', async () => {
    const lanes = page.locator('#filter-place label', { hasText: 'Lane' }).locator('option');
    expect(await lanes.count()).toBe(CLIENTS + 1);
    const canvas = page.locator('#timeline-place .lanes canvas');
    const box = await canvas.boundingBox();
    expect(box?.height).toBeLessThanOrEqual(0.8 * VIEWPORT.height);
    await canvas.focus();
    await page.keyboard.press('ArrowDown');
    await expect.poll(scrolled).toBeGreaterThan(0);
  });

  test('the lane of a pinned operation comes into view', async () => {
    await page.locator('#filter-place label', { hasText: 'Lane' }).locator('select').selectOption('process 39');
    await page
      .getByRole('button', { name: /^\d+–\d+$/ })
      .first()
      .click();
    await page.locator('#pin-place h3').waitFor();
    const bottom = await page.evaluate<number>(
      '{ const lanes = document.querySelector("#timeline-place .lanes"); lanes.scrollHeight - lanes.clientHeight }',
    );
    await expect.poll(scrolled).toBeGreaterThan(bottom - 40);
    await page.locator('#filter-place label', { hasText: 'Lane' }).locator('select').selectOption('all');
  });

  test('an operation of a lane that is drawn as its density is pinned by a click', async () => {
    await page.getByRole('button', { name: 'Unpin' }).click();
    await page.getByRole('button', { name: 'Whole run' }).click();
    const canvas = page.locator('#timeline-place .lanes canvas');
    await canvas.scrollIntoViewIfNeeded();
    await canvas.click({ position: { x: 600, y: 200 } });
    const pin = page.locator('#pin-place');
    await pin.locator('h3').waitFor();
    expect(await pin.locator('h3').innerText()).toMatch(/write/);
  });

  test('axe finds nothing', async () => {
    const { violations } = await new AxeBuilder({ page }).exclude('.history tbody').setLegacyMode().analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
  });
});
