import { describe, expect, test } from 'vitest';
import { SYSTEMS } from '../../../src/models/registry.ts';
import { renderReport } from '../../../src/report/render-report.ts';
import { decompress } from '../../../src/report/data/compress.ts';
import { type RunData, unpackRun } from '../../../src/report/data/run-data.ts';
import { drawPlan } from '../../../src/search/draw-plan.ts';
import { runPlan } from '../../../src/search/run-plan.ts';
import { between, everyMatch, textOf } from '../../helpers/report/html.ts';

const SEEDS = [1, 2, 3];

describe.each(SYSTEMS.map((system) => [system.name, system] as const))('runs of %s', (name, system) => {
  const variant = system.variants[0]?.name ?? null;
  const kept = SEEDS.map((seed) => {
    const request = { system: name, variant, preset: 'everything', pastContract: null, seed, operations: 60 } as const;
    const { run, result } = runPlan(drawPlan(request), { trace: true });
    return { caseFile: `reports/cases/${name}-${seed}.json`, result, run };
  });
  const results = kept.map(({ result }) => result);
  const pages = renderReport(SYSTEMS, results, kept);
  const cases = pages.filter(({ file }) => file.startsWith('case-'));

  test('each has a page, whether it failed or not, and equal bytes when rendered again', () => {
    expect(cases).toHaveLength(SEEDS.length);
    expect(renderReport(SYSTEMS, results.toReversed(), kept.toReversed())).toEqual(pages);
  });

  test('every link inside a page leads somewhere, and no id is used twice', () => {
    for (const { html } of pages) {
      const ids = new Set(everyMatch(html, / id="([^"]+)"/g));
      expect(everyMatch(html, / id="([^"]+)"/g)).toHaveLength(ids.size);
      for (const target of everyMatch(html, /href="#(?!op-)([^"]+)"/g)) expect(ids).toContain(target);
    }
  });

  test('every fault is told in words, with nothing left undefined', () => {
    for (const { html } of cases) {
      const faults = textOf(between(html, '<h2 id="faults">', '</section>'));
      expect(faults).not.toMatch(/undefined|NaN|nil|\{fault:/);
    }
  });

  test('a page carries its whole run, trace included', () => {
    kept.forEach(({ run }, nth) => {
      const [packed = ''] = everyMatch(cases[nth]?.html ?? '', /id="run-data">([^<]*)</g);
      const { failure } = unpackRun(decompress(packed) as RunData);
      expect(failure.run.history.operations).toEqual(run.history.operations);
      expect(failure.run.plan).toEqual(run.plan);
      expect(failure.run.trace?.messages).toEqual(run.trace?.messages);
      expect(failure.run.trace?.marks).toEqual(run.trace?.marks);
    });
  });
});
