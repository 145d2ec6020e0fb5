import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readHistory } from '../../src/history/read.ts';
import { hostilePages } from '../helpers/report/hostile-pages.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

const CHROMIUM = '/usr/bin/chromium';
const SAMPLES = new URL('../../reports/samples/', import.meta.url);
const FILES = readdirSync(SAMPLES).filter((name) => name.endsWith('.html'));
const CASES = FILES.filter((name) => name.startsWith('case-'));
const CART = CASES.find((name) => name.includes('last-writer-wins-everything-1')) ?? '';
const ORDER = CASES.find((name) => name.includes('synod')) ?? '';
const EXPLAINED = CASES.find((name) => name.includes('no-commit-wait')) ?? '';
const CYCLE = CASES.find((name) => name.includes('no-read-locks')) ?? '';

const WHOLE = CASES.find((name) => name.includes('last-writer-wins-everything-3')) ?? '';
const INCIDENT = CASES.find((name) => name.includes('controller-without-epoch')) ?? '';
const MENDED = CASES.find((name) => name.includes('kafka-correct')) ?? '';
const LEASES = CASES.find((name) => name.includes('hasty-lease')) ?? '';

/** One page of each kind. */
const KINDS: ReadonlyMap<string, string> = new Map([
  ['an index', 'index.html'],
  ['a system', 'system-spanner.html'],
  ['a shrunk case', CART],
  ['a case with a cycle', CYCLE],
  ['a case without an order', ORDER],
  ['an explained case', EXPLAINED],
  ['a case that servers state', LEASES],
  ['a run in full', WHOLE],
  ['an incident that diverges', INCIDENT],
  ['the same incident, mended', MENDED],
]);

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

  describe.each(['light', 'dark'] as const)('%s', (scheme) => {
    test.each([...KINDS].flatMap(([kind, file]) => [1280, 390].map((width) => [kind, width, file] as const)))(
      '%s, %d wide: axe finds nothing, nothing is said or loaded, nothing sticks out',
      async (_, width, file) => {
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
  });

  test('a pinned operation and an open list of messages stand up to axe as well', async () => {
    const { page, close } = await visit(CART, 'dark', 390);
    await page.locator('.story a.letter').first().click();
    await page.locator('#pin-place details summary').click();
    const { violations } = await new AxeBuilder({ page }).exclude('.history tbody').setLegacyMode().analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
    await close();
  });

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
    const canvas = page.locator('#timeline-place .lanes canvas');
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

  test.each([
    ['Key', 'cart-a', 'cart-a'],
    ['Operation', 'put', 'put'],
    ['Lane', 'c2', ''],
  ])('operations are filtered by %s', async (name, choice, said) => {
    const { page, close } = await visit(WHOLE);
    const output = page.locator('#filter-place output');
    await page.locator('#filter-place label', { hasText: name }).locator('select').selectOption({ label: choice });
    await expect.poll(() => output.innerText()).toMatch(/^\d+ of \d+$/);
    const [shown = 0, all = 0] = (await output.innerText()).split(' of ').map(Number);
    expect(shown).toBeGreaterThan(0);
    expect(shown).toBeLessThan(all);
    for (const row of (await page.locator('.history tbody tr').allInnerTexts()).slice(0, 20))
      expect(row).toContain(said);
    await close();
  });

  test('operations are filtered by outcome, and searched by what they say', async () => {
    const { page, close } = await visit(CYCLE);
    const rows = page.locator('.history tbody tr', { has: page.locator('.outcome') });
    await page.getByRole('checkbox', { name: 'ok' }).uncheck();
    await expect.poll(() => rows.count()).toBe(0);
    await page.getByRole('checkbox', { name: 'ok' }).check();
    await page.getByRole('searchbox').fill('z-list');
    await expect.poll(() => rows.count()).toBe(1);
    await close();
  });

  test('a pin shows the full value, what came of it, and its messages; keys go to the next one', async () => {
    const { page, troubles, close } = await visit(WHOLE);
    await page.locator('#timeline-place .lanes canvas').focus();
    await page.keyboard.press('n');
    const pin = page.locator('#pin-place');
    await pin.locator('h3').waitFor();
    const first = await pin.locator('h3').innerText();
    const facts = await pin.locator('dl').innerText();
    for (const name of ['By', 'From', 'To', 'Outcome', 'Asked', 'Result']) expect(facts).toContain(name);
    await pin.locator('summary').click();
    expect(await pin.locator('.messages li').first().innerText()).toMatch(/ms: \S+ → \S+, /);
    await page.locator('#timeline-place .lanes canvas').focus();
    await page.keyboard.press('n');
    await expect.poll(() => pin.locator('h3').innerText()).not.toBe(first);
    await page.keyboard.press('Escape');
    await pin.waitFor({ state: 'hidden' });
    expect(troubles).toEqual([]);
    await close();
  });

  test('a refused operation shows its error', async () => {
    const { page, close } = await visit(CASES.find((name) => name.includes('strict-quorum')) ?? '');
    await page.locator('.story a.letter').first().click();
    expect(await page.locator('#pin-place dl').innerText()).toContain('fewer than R replicas answered');
    await close();
  });

  test('scrubbing shows what replicas held at that time, and where they differ', async () => {
    const { page, troubles, close } = await visit(CART);
    const replicas = page.locator('#replicas-place');
    const held = replicas.locator('table.replicas tbody');
    await page.getByRole('button', { name: 'Whole run' }).click();
    const scrub = page.getByRole('slider');
    await scrub.fill('1000');
    await expect.poll(() => held.innerText()).toContain('i23');
    await scrub.fill('0');
    await expect.poll(() => held.innerText()).not.toContain('i23');
    // The second write reaches replicas one by one: each step of the merge history says which.
    const steps = await replicas.locator('ol li').allInnerTexts();
    expect(steps.length).toBeGreaterThan(2);
    for (const step of steps) expect(step).toMatch(/^[\d.]+ s: n\d holds .* \(by \w+, for operation \d+\)$/);
    expect(troubles).toEqual([]);
    await close();
  });

  test('replicas of a run in full differ at some time, which is said in words', async () => {
    const { page, close } = await visit(WHOLE);
    await page.getByRole('button', { name: 'Whole run' }).click();
    const differing = page.locator('table.replicas tr.cited th');
    const scrub = page.getByRole('slider');
    const said = new Set<string>();
    for (let step = 0; step < 1000; step += 20) {
      await scrub.fill(`${step}`);
      await page.evaluate('new Promise((done) => requestAnimationFrame(done))');
      for (const text of await differing.allInnerTexts()) said.add(text);
    }
    // They do while a write is on its way, and no more in the end.
    expect(said.size).toBeGreaterThan(0);
    for (const text of said) expect(text).toContain('≠ differ');
    await scrub.fill('1000');
    await expect.poll(() => differing.count()).toBe(0);
    await close();
  });

  test('the space-time diagram says what is under the pointer: leaders, arrows', async () => {
    const { page, close } = await visit(LEASES);
    const canvas = page.locator('#space-time-place > canvas');
    const box = await canvas.boundingBox();
    if (box === null) throw new Error('the diagram has no size');
    const hint = page.locator('#space-time-place .hint');
    const said = new Set<string>();
    await canvas.scrollIntoViewIfNeeded();
    for (let x = 10; x < box.width / 2; x += 4) {
      await canvas.hover({ position: { x, y: box.height * 0.6 } });
      said.add(await hint.innerText());
    }
    expect([...said].join()).toMatch(/n1 leads g1, ballot 128/);
    await close();
  });

  test('the attempts at an order say what the key can be after each prefix', async () => {
    const { page, close } = await visit(ORDER);
    const section = page.locator('section[aria-labelledby=linearization]');
    expect(await section.locator('svg.linearization .point').count()).toBeGreaterThan(0);
    expect(await section.innerText()).toMatch(/no value|nothing is left|can’t follow|can follow/i);
    await close();
  });

  test('hostile keys and values do nothing in a browser', async () => {
    const folder = temporaryFolder();
    for (const { file, html } of hostilePages()) writeFileSync(join(folder, file), html);
    const page = await browser.newPage();
    const troubles: string[] = [];
    page.on('dialog', (dialog) => troubles.push(dialog.message()));
    page.on('console', (message) => troubles.push(message.text()));
    page.on('pageerror', (error) => troubles.push(error.message));
    page.on('request', (request) => troubles.push(...(request.url().startsWith('file:') ? [] : [request.url()])));
    for (const { file } of hostilePages()) {
      await page.goto(pathToFileURL(join(folder, file)).href);
      if (!file.startsWith('case-')) continue;
      await page.waitForSelector('html.ready');
      await page.locator('.story a.letter').first().click();
      await page.locator('#pin-place h3').waitFor();
      expect(await page.locator('#pin-place').innerText()).toContain('alert(1)');
    }
    expect(troubles).toEqual([]);
    await page.close();
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

  test.each([
    ['messages.shiviz.log', /^\S+ \{.*"\S+":\d+/m],
    ['trace.json', /"traceEvents":\[\{/],
    ['case.json', /"format":\s*"capcheck-case\/1"/],
  ])('%s is downloaded', async (name, content) => {
    const { page, close } = await visit(CYCLE);
    const button = page.getByRole('button', { name });
    const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
    expect(readFileSync(await download.path(), 'utf8')).toMatch(content);
    await close();
  });

  test('from the index to a case; failures can be looked for, and the view passed on', async () => {
    const { page, troubles, close } = await visit('index.html#filter=dynamo');
    const rows = page.locator('tr[data-filter]:visible');
    expect(await rows.count()).toBeGreaterThan(1);
    const looked = await rows.evaluateAll((all) =>
      all.map((row) => `${row.dataset['filter'] ?? ''} ${row.textContent}`),
    );
    for (const row of looked) expect(row).toContain('dynamo');
    await page.locator('.signatures tr[data-filter]:visible').first().getByRole('link').first().click();
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
