import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { ALL_SYSTEMS } from '../../../../src/models/registry.ts';
import { casePage } from '../../../../src/report/case/case-page.tsx';
import { readCase } from '../../../../src/search/case-file.ts';
import { runPlan } from '../../../../src/search/run-plan.ts';
import { between, textOf } from '../../../helpers/report/html.ts';

const HISTORIES = fileURLToPath(new URL('../../../../histories/', import.meta.url));

/** One case for each guarantee that golden cases break: ten and more kinds of anomalies. */
const GOLDEN = ALL_SYSTEMS.flatMap(({ name }) => {
  const folder = `${HISTORIES}${name}`;
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder).filter((file) => file.endsWith('.case.json'));
  return files.map((file) => [`${name}/${file}`] as const);
});

/**
 * What a newcomer can't know: ids of processes and transactions, lines, values that are nothing, numbers of microseconds, objects
 * of the code.
 */
const RAW =
  /\bprocess \d|\boperations? \d|\bobservations? \d|\bT\d|\d µs from|\bnil\b|undefined|\[object|[{}]|\d{9}|\bafter the heal\b/;

describe.each(GOLDEN)('the page of %s', (file) => {
  const { run, result } = runPlan(readCase(`${HISTORIES}${file}`).plan);
  const system = ALL_SYSTEMS.find(({ name }) => name === result.system);
  const html = casePage({ caseFile: file, result, run }, system);

  test('says in its first sentences what went wrong, and for whom', () => {
    const opening = between(html, '<h1 class="sentence">', '<p class="standing');
    const witness = textOf(between(html, '<p class="witness">', '</p>'));
    expect(textOf(opening)).not.toMatch(RAW);
    expect(witness).toMatch(/^\S.*\.$/s);
    expect(textOf(opening)).not.toContain('is violated:');
  });

  test('tells a story without anything raw, of what a reader finds in the pictures', () => {
    const story = between(html, '<section aria-labelledby="story"', '</section>');
    expect(textOf(story)).not.toMatch(RAW);
    expect(story).toContain('class="verdict-step"');
    // One step alone says that something is so, not how it came to be.
    expect(story.split('class="when"').length).toBeGreaterThanOrEqual(1 + 2 + 1);
    expect(story).toMatch(/class="letter" href="#near-\d+"/);
  });
});
