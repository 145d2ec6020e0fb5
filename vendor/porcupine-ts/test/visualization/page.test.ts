import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkOperationsVerbose, LinearizationInfo, type Model, visualize, visualizePath } from '../../src/index.ts';
import { operation, read, twoKeys, write } from '../histories.ts';
import { keyValue } from '../models/key-value.ts';
import { register } from '../models/register.ts';
import { FakePage } from './fake-page.ts';

const twoKeysPage = visualize(keyValue, checkOperationsVerbose(keyValue, twoKeys).info);

test('the policy of the page allows its own script and style, and nothing else', () => {
  const digest = (tag: string) => {
    const [, text] = new RegExp(`<${tag}>([^]*?)</${tag}>`).exec(twoKeysPage)!;
    return createHash('sha256').update(text!).digest('base64');
  };
  expect(/Content-Security-Policy" content="([^"]*)"/.exec(twoKeysPage)![1]).toBe(
    `default-src 'none'; script-src 'sha256-${digest('script')}'; style-src 'sha256-${digest('style')}'; base-uri 'none'; form-action 'none'`,
  );
});

test('the page names no address and has no inline style or handler', () => {
  const names = twoKeysPage.replaceAll('http://www.w3.org/2000/svg', '');
  expect(names).not.toMatch(/https?:|\ssrc=|\shref=|\sstyle=|\son\w+=|url\(|@import/);
});

test('hostile values are shown, and never become markup', () => {
  const hostile = `</script><script>alert(1)</script><!--<img src=x onerror="alert('2')">&lt;\u2028`;
  const model: Model<string, string, string> = {
    init: () => hostile,
    step: (state) => state,
    describeOperation: (input, output) => input + output,
  };
  const history = [{ ...operation(0, hostile, 0, hostile, 1), metadata: hostile }];
  const { info } = checkOperationsVerbose(model, history);
  info.addAnnotations([{ tag: hostile, start: 0, description: hostile, details: hostile }]);
  const html = visualize(model, info);
  const tags = (text: string) => text.match(/<\/?(?:script|img)|<!--/g);
  expect(tags(html)).toEqual(tags(twoKeysPage));
  expect(html).not.toContain(`"alert('2')"`);
  const page = new FakePage(html);
  page.boxes[0]!.fire('focus');
  expect(page.details.facts()).toMatchObject({
    operation: hostile + hostile,
    metadata: hostile,
    'state after': hostile,
  });
  page.boxes[1]!.fire('focus');
  expect(page.details.facts()).toEqual({ annotation: hostile, details: hostile, start: '0' });
});

test('at first the longest linearization of each partition is drawn', () => {
  expect(new FakePage(twoKeysPage).marks()).toEqual({ path: 2, point: 8, illegal: 1 });
});

test('pointing at an operation draws the longest linearization with it, and tells its place', () => {
  const page = new FakePage(twoKeysPage);
  page.boxes[5]!.fire('mouseenter');
  expect(page.marks()).toEqual({ path: 1, point: 2, 'point chosen': 1, illegal: 3 });
  expect(page.boxes.map(({ classes }) => [...classes].join())).toEqual([
    '',
    '',
    '',
    '',
    '',
    'chosen',
    '',
    'far',
    'far',
  ]);
  expect(page.details.facts()).toEqual({
    operation: "get('x') -> 'z'",
    client: '5',
    call: '25',
    return: '35',
    linearization: 'step 3 of 3',
    'state before': 'z',
    'state after': 'z',
  });
  page.boxes[5]!.fire('mouseleave');
  expect(page.marks()).toEqual({ path: 2, point: 8, illegal: 1 });
  expect(page.details.children).toEqual([]);
});

test('a click or Enter keeps the choice; the same again, or Escape, lets go', () => {
  const page = new FakePage(twoKeysPage);
  const chosen = () => page.boxes.findIndex(({ classes }) => classes.has('chosen'));
  const key = (name: string) => ({ key: name, preventDefault: () => undefined });
  page.boxes[5]!.fire('click');
  page.boxes[0]!.fire('mouseenter');
  expect(chosen()).toBe(0);
  page.boxes[0]!.fire('mouseleave');
  expect(chosen()).toBe(5);
  page.boxes[5]!.fire('click');
  expect(chosen()).toBe(-1);
  page.boxes[3]!.fire('keydown', key('a'));
  expect(chosen()).toBe(-1);
  page.boxes[3]!.fire('keydown', key('Enter'));
  expect(chosen()).toBe(3);
  page.document.fire('keydown', key('Escape'));
  expect(chosen()).toBe(-1);
});

test('a ring marks an operation that the model allows but that led nowhere', () => {
  const history = [operation(0, write(1), 0, 0, 1), operation(1, read, 2, 1, 3)];
  const { info } = checkOperationsVerbose(register, history, { stepBudget: 1 });
  expect(new FakePage(visualize(register, info)).marks()).toEqual({ path: 1, point: 1, explored: 1 });
});

test('an operation in no linearization says so', () => {
  const { info } = checkOperationsVerbose(register, [operation(0, read, 0, 9, 1)]);
  const html = visualize(register, info);
  expect(html).toContain(
    'class="box operation stranded" data-box="0" tabindex="0" role="button" aria-label="Client 0: get() -&gt; 9"',
  );
  const page = new FakePage(html);
  expect(page.marks()).toEqual({});
  page.boxes[0]!.fire('focus');
  expect(page.details.facts()['linearization']).toBe('in none that the search reached');
});

test.each([
  [twoKeysPage, '<p>1 of 2 partitions linearized completely. <span class="bad">1 partition not linearized.</span></p>'],
  [
    visualize(register, checkOperationsVerbose(register, [operation(0, read, 0, 0, 1)]).info),
    '<p>1 of 1 partition linearized completely.</p>',
  ],
  [
    visualize(register, checkOperationsVerbose(register, [operation(0, read, 0, 9, 1)]).info),
    '<p>0 of 1 partition linearized completely. <span class="bad">1 partition not linearized.</span> <span class="bad">1 operation in no linearization (dashed).</span></p>',
  ],
])('the summary counts partitions and operations: %#', (html, summary) => {
  expect(html).toContain(summary);
});

test('colours of annotations are attributes, and long labels are cut', () => {
  const info = new LinearizationInfo();
  info.addAnnotations([
    { tag: 'net', start: 0, end: 9, description: 'x'.repeat(60), textColor: 'navy', backgroundColor: '#efaefc' },
  ]);
  const html = visualize(register, info);
  expect(html).toMatch(/<rect [^>]* fill="#efaefc"\/>/);
  expect(html).toContain(` fill="navy">${'x'.repeat(47)}…</text>`);
  const page = new FakePage(html);
  page.boxes[0]!.fire('focus');
  expect(page.details.facts()).toEqual({ annotation: 'x'.repeat(60), start: '0', end: '9' });
});

test('an empty history makes a page', () => {
  expect(new FakePage(visualize(register, new LinearizationInfo())).marks()).toEqual({});
});

test('visualizePath writes the same page to a file', () => {
  const directory = mkdtempSync(join(tmpdir(), 'porcupine-ts-'));
  try {
    const path = join(directory, 'page.html');
    visualizePath(keyValue, checkOperationsVerbose(keyValue, twoKeys).info, path);
    expect(readFileSync(path, 'utf8')).toBe(twoKeysPage);
  } finally {
    rmSync(directory, { recursive: true });
  }
});
