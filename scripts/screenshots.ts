import { mkdirSync, readdirSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

// Writes docs/images: what README.md and docs/report.md show of the sample pages. Needs Chromium.

const SAMPLES = new URL('../reports/samples/', import.meta.url);
const IMAGES = fileURLToPath(new URL('../docs/images/', import.meta.url));
const MOST_BYTES = 200_000;

const SHOTS = [
  { image: 'case', page: 'case-spanner-no-read-locks', at: 'main', height: 860 },
  { image: 'order', page: 'case-synod', at: 'section[aria-labelledby=linearization]', height: 560 },
  { image: 'messages', page: 'case-spanner-no-read-locks', at: 'section[aria-labelledby=space-time]', height: 760 },
] as const;

mkdirSync(IMAGES, { recursive: true });
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
try {
  for (const { image, page: name, at, height } of SHOTS) {
    const file = readdirSync(SAMPLES).find((one) => one.startsWith(name)) ?? '';
    const page = await browser.newPage({ viewport: { width: 1100, height }, colorScheme: 'light' });
    page.setDefaultTimeout(120_000);
    await page.goto(new URL(file, SAMPLES).href);
    await page.waitForSelector('html.ready');
    await page.locator(at).evaluate((element) => element.scrollIntoView());
    const path = `${IMAGES}${image}.png`;
    await page.screenshot({ path });
    await page.close();
    if (statSync(path).size > MOST_BYTES) throw new Error(`${path} is larger than ${MOST_BYTES} bytes`);
  }
} finally {
  await browser.close();
}
