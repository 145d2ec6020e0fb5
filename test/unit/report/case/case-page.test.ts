import { expect, test } from 'vitest';
import { casePage } from '../../../../src/report/case/case-page.tsx';
import { decompress } from '../../../../src/report/data/compress.ts';
import { type RunData, unpackRun } from '../../../../src/report/data/run-data.ts';
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

test('the first sentence says what broke, the second one what was seen', () => {
  expect(between(STALE_READ, '<h1', '</h1>')).toContain(
    'A read returned a value that had already been overwritten when the read began.',
  );
  expect(textOf(between(STALE_READ, '<p class="witness">', '</p>'))).toContain(
    'c1’s read of 3C returned 17, although c4’s write of 41 to 3B had been acknowledged',
  );
});

test('the page names system, choice, guarantee, seed, preset and the command that runs it again', () => {
  const text = textOf(STALE_READ);
  for (const fact of [
    'CAP choiceCP',
    'Guaranteelinearizable registers',
    'Anomalystale-read',
    'Seed17',
    'Faultssplit-brain',
  ])
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

test('every cited operation is marked and lettered in the picture', () => {
  const cited = /data-cited="([^"]+)"/g;
  expect(everyMatch(zoomed(STALE_READ), cited)).toEqual(['C', 'A', 'B']);
  expect(everyMatch(STALE_READ, /class="(ring)"/g)).toHaveLength(3 + 1);
});

test('what a server recorded has a lane of its own where it is cited', () => {
  const names = everyMatch(LOST_ADDITION, /<text[^>]*>(\w+) <tspan class="detail">server<\/tspan>/g);
  expect(names).toEqual(['n4']);
  expect(zoomed(LOST_ADDITION)).toContain('class="op observed"');
});

test('outcomes differ in form: solid, hollow with a cross, hatched and fading', () => {
  const picture = zoomed(STALE_READ);
  expect(everyMatch(picture, /class="op (\w+)"/g).toSorted()).toEqual(['fail', 'info', 'ok', 'ok', 'ok']);
  expect(everyMatch(picture, /class="(cross|fade)"/g).toSorted()).toEqual(['cross', 'fade']);
});

test('only faults of the enlarged stretch are drawn in it, under their numbers in the list', () => {
  expect(everyMatch(zoomed(STALE_READ), /href="#fault-(\d+)"/g)).toEqual(['2', '3']);
  expect(textOf(between(STALE_READ, 'id="fault-2"', '</li>'))).toContain(
    'n1 and n2 on one side, n3, n4 and n5 on the other',
  );
});

test('the story tells faults and cited operations in the order of time, and what they break', () => {
  const story = textOf(between(STALE_READ, 'What happened', '</ol>'));
  const told = [
    'Fault 2 Partition (halves): n1 and n2 on one side, n3, n4 and n5 on the other.',
    'Ac3 (at n3) writes 17 to 3. Acknowledged after 22 ms. during fault 2',
    'Fault 3 On n5 the clock is set 350 µs back.',
    'Bc4 (at n4) writes 41 to 3. Acknowledged',
    'Cc1 (at n1) reads 3 and finds 17. Acknowledged after 18.7 ms. during faults 2 and 3',
    'linearizable registers is broken: Each read or write of a single key is as if',
  ];
  const places = told.map((line) => story.indexOf(line));
  expect(places).not.toContain(-1);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
});

test('lines that say the same are told once', () => {
  const story = textOf(between(LOST_ADDITION, 'What happened', '</ol>'));
  expect(story).toContain('after all faults were over');
  expect(story.match(/looks into c2 and finds/g)).toHaveLength(1);
});

test('what a server recorded is cut down to the key that the sentence names', () => {
  const story = textOf(between(LOST_ADDITION, 'What happened', '</ol>'));
  expect(story).toContain('n4 holds item-18 for c2.');
});

test('the table near the violation has the cited operations and what was open meanwhile', () => {
  const table = between(STALE_READ, 'Cited operations, and what happened at the same time</caption>', '</table>');
  expect(everyMatch(table, /<tr id="near-(\d+)" class="cited"/g)).toEqual(['60', '64', '68']);
  expect(textOf(table)).toContain('timeout');
});

test('the page carries all of its run, and can be made again from that', () => {
  for (const html of [STALE_READ, LOST_ADDITION]) {
    const packed = decompress(between(html, 'id="run-data">', '</script>').replace('id="run-data">', ''));
    const { failure, system } = unpackRun(packed as RunData);
    expect(casePage(failure, system)).toBe(html);
  }
});

test('every link inside a page leads somewhere, and no id is used twice', () => {
  for (const html of [STALE_READ, LOST_ADDITION]) {
    const ids = everyMatch(html, / id="([^"]+)"/g);
    expect(new Set(ids).size).toBe(ids.length);
    for (const target of everyMatch(html, /href="#(?!op-)([^"]+)"/g)) expect(ids).toContain(target);
  }
});

test('a history of unknown origin and an unknown system still have a page', () => {
  const { result, run, caseFile } = staleReadCase();
  const html = casePage({ caseFile, result: { ...result, system: 'elsewhere' }, run }, undefined);
  expect(textOf(html)).toContain('This is the variant unsafe-snapshot. It has one mistake.');
});
