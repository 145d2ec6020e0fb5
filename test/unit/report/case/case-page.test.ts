import { expect, test } from 'vitest';
import { casePage } from '../../../../src/report/case/case-page.tsx';
import { between, everyMatch, textOf } from '../../../helpers/report/html.ts';
import { lostAdditionCase, staleReadCase } from '../../../helpers/report/sample-cases.ts';
import { SAMPLE_SYSTEMS } from '../../../helpers/report/sample-systems.ts';

const [SPANNER, DYNAMO] = SAMPLE_SYSTEMS;
const STALE_READ = casePage(staleReadCase(), SPANNER);
const LOST_ADDITION = casePage(lostAdditionCase(), DYNAMO);

/** The picture of what is around the violation. */
function zoomed(html: string): string {
  return between(html, 'aria-label="Operations around the violation, by client"', '</figure>');
}

test('the first sentence says what broke, the second one what the checker saw', () => {
  expect(between(STALE_READ, '<h1', '</h1>')).toContain(
    'A read returned a value that had already been overwritten when the read began.',
  );
  expect(textOf(between(STALE_READ, '<p class="witness">', '</p>'))).toContain(
    'returned 17, although write [3,41] (operation 64B, process 3) had been acknowledged (operation 66B)',
  );
});

test('the page names system, choice, guarantee, seed, preset and the command that runs it again', () => {
  const text = textOf(STALE_READ);
  for (const fact of ['CAP choiceCP', 'Guaranteelinearizable registers', 'Seed17', 'Presetsplit-brain'])
    expect(text).toContain(fact);
  expect(text).toContain('npx capcheck replay reports/cases/spanner-unsafe-snapshot-17.json');
});

test('the version of the code is named where it is known', () => {
  expect(textOf(STALE_READ)).not.toContain('Code version');
  expect(textOf(casePage({ ...staleReadCase(), codeVersion: '0.1.0+ab12' }, SPANNER))).toContain(
    'Code version0.1.0+ab12',
  );
});

test('a planted mistake, a bug and a run past the contract are told apart', () => {
  const standing = (html: string): string => textOf(between(html, '<p class="standing', '</p>'));
  expect(standing(STALE_READ)).toContain(
    'with a planted mistake. This is the variant unsafe-snapshot. A replica answers',
  );
  expect(standing(casePage(staleReadCase({ variant: null }), SPANNER))).toContain(
    'Inside the contract. Every fault of this run is one that spanner promises to survive.',
  );
  const past = staleReadCase({ variant: null, pastContract: 'clock-beyond-uncertainty' });
  expect(standing(casePage(past, SPANNER))).toContain(
    'PAST the contract. Clocks of servers are set off by up to 300 ms, far more than TrueTime advertises. spanner never promised',
  );
});

test('every cited operation is marked and lettered in both pictures', () => {
  const cited = /data-cited="([^"]+)"/g;
  expect(everyMatch(zoomed(STALE_READ), cited)).toEqual(['C', 'A', 'B']);
  expect(everyMatch(STALE_READ, cited)).toEqual(['C', 'A', 'B', 'C', 'A', 'B']);
  expect(everyMatch(STALE_READ, /class="(ring)"/g)).toHaveLength(2 * 3 + 1);
});

test('what a server recorded has a lane of its own where it is cited', () => {
  const names = everyMatch(LOST_ADDITION, /<text[^>]*>(\w+) <tspan class="detail">server<\/tspan>/g);
  expect(names).toEqual(['n4', 'n4']);
  expect(zoomed(LOST_ADDITION)).toContain('class="op observed"');
});

test('outcomes differ in form: solid, hollow with a cross, hatched and fading', () => {
  const picture = zoomed(STALE_READ);
  expect(everyMatch(picture, /class="op (\w+)"/g).toSorted()).toEqual(['fail', 'info', 'ok', 'ok', 'ok']);
  expect(everyMatch(picture, /class="(cross|fade)"/g).toSorted()).toEqual(['cross', 'fade']);
});

test('bands of faults lie where the faults were', () => {
  // The whole run is drawn on 968 pixels and one hundredth more than its last line.
  const history = staleReadCase().run.history;
  const end = (history.operations.at(-1)?.time ?? 0) * 1.01;
  const whole = between(STALE_READ, 'aria-label="Operations of the whole run, by client"', '</figure>');
  const bands = [...whole.matchAll(/<rect class="band" x="([\d.]+)" y="\d+" width="([\d.]+)"/g)].map((band) => [
    Number(band[1]),
    Number(band[2]),
  ]);
  const expected = [
    [900, 1400],
    [2900, 4300],
    [3100, 5200],
    [6100, 7000],
  ].map(([from = 0, to = 0]) => [(from * 1e6 * 968) / end, ((to - from) * 1e6 * 968) / end]);
  expect(bands).toHaveLength(expected.length);
  bands.forEach((band, nth) => {
    expect(band[0]).toBeCloseTo(expected[nth]?.[0] ?? NaN, 1);
    expect(band[1]).toBeCloseTo(expected[nth]?.[1] ?? NaN, 1);
  });
});

test('only faults of the enlarged stretch are drawn in it, under their numbers in the list', () => {
  expect(everyMatch(zoomed(STALE_READ), /href="#fault-(\d+)"/g)).toEqual(['2', '3']);
  expect(textOf(between(STALE_READ, 'id="fault-2"', '</li>'))).toContain(
    'n1 and n2 on one side, n3, n4 and n5 on the other',
  );
});

test('the story names each cited operation, its client, and the faults at that time', () => {
  const story = textOf(between(STALE_READ, 'In the order of time', '</ol>'));
  expect(story).toContain(
    'AAt 3,010.000 ms c3 (at n3) begins write 3 = 17; it ends ok at 3,032.000 ms, during fault 2.',
  );
  expect(story).toContain(
    'CAt 3,190.000 ms c1 (at n1) begins read 3 → 17; it ends ok at 3,208.700 ms, during faults 2 and 3.',
  );
});

test('what a server recorded is cut down to the key that the sentence names', () => {
  const story = textOf(between(LOST_ADDITION, 'In the order of time', '</ol>'));
  expect(story).toContain('n4 records replica-state {c2: {owners: [');
  expect(story).toContain('after the heal');
});

test('the table near the violation has the cited operations and what was open meanwhile', () => {
  const table = between(STALE_READ, 'Cited operations, and what happened at the same time</caption>', '</table>');
  expect(everyMatch(table, /<tr id="near-(\d+)" class="cited"/g)).toEqual(['60', '64', '68']);
  expect(textOf(table)).toContain('timeout');
});

test('the table of all has a row for every line or pair of lines', () => {
  const { history } = staleReadCase().run;
  const completions = [...history.pairs].filter((pair, position) => pair >= 0 && pair < position).length;
  expect(everyMatch(STALE_READ, /<tr id="op-(\d+)"/g)).toHaveLength(history.operations.length - completions);
});

test('every link inside a page leads somewhere, and no id is used twice', () => {
  for (const html of [STALE_READ, LOST_ADDITION]) {
    const ids = everyMatch(html, / id="([^"]+)"/g);
    expect(new Set(ids).size).toBe(ids.length);
    for (const target of everyMatch(html, /href="#([^"]+)"/g)) expect(ids).toContain(target);
  }
});

test('a history of unknown origin and an unknown system still have a page', () => {
  const { result, run, caseFile } = staleReadCase();
  const html = casePage({ caseFile, result: { ...result, system: 'elsewhere' }, run }, undefined);
  expect(textOf(html)).toContain('This is the variant unsafe-snapshot. It has one mistake.');
});
