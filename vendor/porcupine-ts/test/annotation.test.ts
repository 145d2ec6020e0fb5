import { expect, test } from 'vitest';
import { type Annotation, LinearizationInfo } from '../src/index.ts';

function add(annotation: Partial<Annotation>): Annotation {
  const info = new LinearizationInfo();
  info.addAnnotations([{ tag: 'Server', start: 10, description: 'leader', ...annotation }]);
  return info.annotations[0]!;
}

test.each([
  [undefined, 10],
  [5, 10],
  [10, 10],
  [12, 12],
  [11n, 11n],
])('an end of %s becomes %s', (end, expected) => {
  expect(add({ end }).end).toBe(expected);
});

test.each(['red', '#fff', '#efaefc80', 'rgb(1, 2, 3)', 'hsl(120deg 50% 50% / 0.5)', 'oklch(0.7 0.1 -30)'])(
  'the colour %s is taken',
  (color) => {
    expect(add({ textColor: color, backgroundColor: color }).textColor).toBe(color);
  },
);

test.each([
  'url(https://example.com/#a)',
  'url(a)',
  '"/><script>',
  'red;fill:blue',
  'var(--x)',
  '',
  'expression(alert(1))',
])('the colour %j is refused', (color) => {
  const message = `"${color}" is no CSS colour that an annotation takes: a name, #hex, rgb(), hsl() or alike.`;
  expect(() => add({ textColor: color })).toThrow(new TypeError(message));
  expect(() => add({ backgroundColor: color })).toThrow(new TypeError(message));
});

test('an annotation needs a row', () => {
  expect(add({ tag: undefined, clientId: 0 }).clientId).toBe(0);
  const message = 'The annotation "leader" needs a clientId or a tag to say which row it is in.';
  expect(() => add({ tag: undefined })).toThrow(new TypeError(message));
  expect(() => add({ tag: '' })).toThrow(new TypeError(message));
});
