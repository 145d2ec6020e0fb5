import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkOperationsVerbose, visualize } from '../../vendor/porcupine-ts/src/index.ts';
import { twoKeys } from '../../vendor/porcupine-ts/test/histories.ts';
import { keyValue } from '../../vendor/porcupine-ts/test/models/key-value.ts';

const CHROMIUM = '/usr/bin/chromium';

describe.skipIf(!existsSync(CHROMIUM))(`a timeline of porcupine-ts (skipped where there is no ${CHROMIUM})`, () => {
  let browser: Browser;
  let folder: string;

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
    folder = mkdtempSync(join(tmpdir(), 'porcupine-page-'));
  });
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });

  test('draws the partial linearizations, tells about a box that is clicked, and is quiet', async () => {
    const file = join(folder, 'page.html');
    writeFileSync(file, visualize(keyValue, checkOperationsVerbose(keyValue, twoKeys).info));
    const page = await browser.newPage();
    const troubles: string[] = [];
    page.on('console', (message) => troubles.push(message.text()));
    page.on('pageerror', (error) => troubles.push(error.message));
    page.on('request', (request) => {
      if (!request.url().startsWith('file:')) troubles.push(request.url());
    });
    await page.goto(pathToFileURL(file).href);

    expect(await page.locator('[data-box]').count()).toBe(twoKeys.length);
    expect(await page.locator('#overlay polyline').count()).toBe(2);
    expect(await page.locator('#details').textContent()).toBe('');
    const write = page.getByRole('button', { name: /put.*y.*a/ }).first();
    await write.click();
    expect(await page.locator('#overlay polyline').count()).toBe(1);
    expect(await page.locator('#details').textContent()).toContain('state after');
    await page.mouse.move(0, 0);
    await page.keyboard.press('Escape');
    expect(await page.locator('#overlay polyline').count()).toBe(2);
    expect(troubles).toEqual([]);
  });
});
