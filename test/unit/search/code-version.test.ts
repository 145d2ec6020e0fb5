import { expect, test } from 'vitest';
import { codeVersion, packageVersion } from '../../../src/search/code-version.ts';

test('the package’s version and a hash of what decides a run', () => {
  expect(codeVersion()).toMatch(/^\d+\.\d+\.\d+\+[0-9a-f]{16}$/);
  expect(codeVersion().startsWith(`${packageVersion()}+`)).toBe(true);
  expect(codeVersion()).toBe(codeVersion());
});
