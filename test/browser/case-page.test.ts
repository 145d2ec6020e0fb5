import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readHistory } from '../../src/history/read.ts';

const CHROMIUM = '/usr/bin/chromium';
const SAMPLES = new URL('../../reports/samples/', import.meta.url);
const FILES = readdirSync(SAMPLES).filter((name) => name.endsWith('.html'));
const CASES = FILES.filter((name) => name.startsWith('case-'));
const CART = CASES.find((name) => name.includes('last-writer-wins')) ?? '';
const ORDER = CASES.find((name) => name.includes('synod')) ?? '';
const EXPLAINED = CASES.find((name) => name.includes('no-commit-wait')) ?? '';
const CYCLE = CASES.find((name) => name.includes('no-read-locks')) ?? '';

let browser: Browser;

interface Visit {
  readonly page: Page;
  /** Console messages, errors of the page, and requests for anything but files of the report. */
  readonly troubles: string[];
  close(): Promise<void>;
}

async function visit(file: string, colorScheme: 'light' | 'dark' = 'light', width = 1280): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, acceptDownloads: true });
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const page = await context.newPage();
  const troubles: string[] = [];
  page.on('console', (message) => troubles.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => troubles.push(error.message));
  page.on('request', (request) => {
    if (!request.url().startsWith(SAMPLES.href) && !request.url().startsWith('blob:')) troubles.push(request.url());
  });
  await page.goto(`${SAMPLES.href}${file}`);
  if (file.startsWith('case-')) await page.waitForSelector('html.ready');
  return { page, troubles, close: () => context.close() };
}

describe.skipIf(!existsSync(CHROMIUM))(`samples in a browser (skipped where there is no ${CHROMIUM})`, () => {
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
  });
  afterAll(() => browser.close());

  test.each([
    [CART, 'light', 1280],
    [CYCLE, 'dark', 390],
    [ORDER, 'light', 390],
    [EXPLAINED, 'dark', 1280],
    ['index.html', 'dark', 1280],
    ['system-spanner.html', 'light', 390],
  ] as const)(
    '%s, %s, %d wide: axe finds nothing, nothing is said or loaded, nothing sticks out',
    async (file, scheme, width) => {
      const { page, troubles, close } = await visit(file, scheme, width);
      const { violations } = await new AxeBuilder({ page }).exclude('.history tbody').setLegacyMode().analyze();
      expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBe(
        0,
      );
      expect(troubles).toEqual([]);
      await close();
    },
  );

  test('a step of the story pins its operation, in the pictures and the table', async () => {
    const { page, troubles, close } = await visit(CART);
    await page.locator('.story a.letter').first().click();
    const pin = page.locator('#pin-place');
    await pin.locator('h3').waitFor();
    expect(await pin.locator('h3').innerText()).toMatch(/^A\s*\d+: add /);
    expect(await pin.locator('details summary').innerText()).toMatch(/^\d+ messages on its behalf$/);
    expect(await page.locator('tr.pinned').count()).toBe(1);
    await page.keyboard.press('Tab');
    await pin.getByRole('button', { name: 'Unpin' }).click();
    await pin.waitFor({ state: 'hidden' });
    expect(troubles).toEqual([]);
    await close();
  });

  test('the timeline zooms and pans by button, keyboard and pointer', async () => {
    const { page, close } = await visit(CART);
    const where = page.locator('#timeline-place .where');
    const first = await where.innerText();
    await page.getByRole('button', { name: 'Whole run' }).click();
    await expect.poll(() => where.innerText()).toMatch(/^0\.000 s to /);
    const whole = await where.innerText();
    const canvas = page.locator('#timeline-place > canvas');
    await canvas.focus();
    await page.keyboard.press('+');
    await expect.poll(() => where.innerText()).not.toBe(whole);
    const zoomed = await where.innerText();
    const box = await canvas.boundingBox();
    if (box === null) throw new Error('the timeline has no size');
    await page.mouse.move(box.x + 700, box.y + 90);
    await page.mouse.down();
    await page.mouse.move(box.x + 500, box.y + 90, { steps: 4 });
    await page.mouse.up();
    await expect.poll(() => where.innerText()).not.toBe(zoomed);
    await canvas.focus();
    await page.keyboard.press('v');
    await expect.poll(() => where.innerText()).toBe(first);
    await close();
  });

  test('a filter cuts the table down and says how much is left', async () => {
    const { page, close } = await visit(CART);
    const rows = page.locator('.history tbody tr');
    const all = await rows.count();
    await page.locator('#filter-place select').first().selectOption({ label: 'add' });
    await expect.poll(() => rows.count()).toBeLessThan(all);
    expect(await page.locator('#filter-place output').innerText()).toMatch(/^\d+ of \d+$/);
    for (const row of await rows.allInnerTexts()) expect(row).toContain('add ');
    await close();
  });

  test('the command is copied', async () => {
    const { page, close } = await visit(CYCLE);
    await page.getByRole('button', { name: 'Copy' }).click();
    await page.getByText('Copied').waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(
      'npx capcheck replay histories/spanner/no-read-locks.case.json',
    );
    await close();
  });

  test('the EDN and the JSON lines that are downloaded hold the same history', async () => {
    const { page, close } = await visit(CYCLE);
    const histories = [];
    for (const name of ['history.edn', 'history.jsonl']) {
      const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name }).click()]);
      expect(download.suggestedFilename()).toBe(CYCLE.replace(/html$/, name));
      histories.push((await readHistory(await download.path())).invocations);
    }
    expect(histories[0]?.length).toBeGreaterThan(0);
    const said = histories.map((invocations) =>
      invocations.map(({ invoke, completion, outcome }) => [invoke.process, invoke.f, completion?.value, outcome]),
    );
    expect(said[0]).toEqual(said[1]);
    await close();
  });

  test('from the index to a case; failures can be looked for, and the view passed on', async () => {
    const { page, troubles, close } = await visit('index.html#filter=dynamo');
    const rows = page.locator('tr[data-filter]:visible');
    for (const row of await rows.allInnerTexts()) expect(row).toContain('dynamo');
    await rows.first().getByRole('link').first().click();
    await page.waitForSelector('html.ready');
    expect(await page.locator('h1').count()).toBe(1);
    expect(troubles).toEqual([]);
    await close();
  });

  test('the cycle is a picture whose arrows say why', async () => {
    const { page, close } = await visit(CYCLE);
    const picture = page.locator('svg.cycle');
    expect(await picture.locator('.transaction').count()).toBe(2);
    expect((await picture.locator('.edge text').allTextContents()).join()).toContain('rw: misses the write of');
    await close();
  });

  test('there is a case file in every page', () => {
    for (const file of CASES)
      expect(readFileSync(fileURLToPath(new URL(file, SAMPLES)), 'utf8')).toContain('id="run-data"');
  });
});
