import { describe, expect, test } from 'vitest';
import { COLOURS } from '../../../../src/report/style/colours.ts';

const [LIGHT = '', DARK = ''] = COLOURS.split('@media');

/** Relative luminance of a colour `#rrggbb` (WCAG 2.2). */
function luminance(colour: string): number {
  const channels = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255);
  const [r = 0, g = 0, b = 0] = channels.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

describe.each([
  ['light', LIGHT],
  ['dark', DARK],
])('in %s mode', (_, rules) => {
  const colours = new Map(
    [...rules.matchAll(/--([\w-]+): (#[0-9a-f]{6})/g)].map(([, name = '', value = '']) => [name, value]),
  );
  const colour = (name: string): string => {
    const value = colours.get(name);
    if (value === undefined) throw new Error(`there is no colour ${name}`);
    return value;
  };

  test.each(['ink', 'quiet', 'link', 'ok', 'fail', 'info', 'bad', 'good', 'network', 'process', 'clock', 'messages'])(
    'text in %s stands out by 4.5 from every ground it stands on',
    (name) => {
      for (const ground of ['ground', 'raised', 'bad-ground'])
        expect(contrast(colour(name), colour(ground))).toBeGreaterThanOrEqual(4.5);
    },
  );

  test.each(['observed', 'focus', 'bad'])('signs in %s stand out by 3', (name) => {
    expect(contrast(colour(name), colour('ground'))).toBeGreaterThanOrEqual(3);
  });
});

test('the contrast of black on white is 21', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
});
