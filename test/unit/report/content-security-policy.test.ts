import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { contentSecurityPolicy } from '../../../src/report/content-security-policy.ts';

test('nothing is allowed but the one stylesheet and the one script', () => {
  // The digest of no bytes at all is well known (FIPS 180-4).
  const empty = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";
  expect(contentSecurityPolicy('', '')).toBe(
    `default-src 'none'; style-src ${empty}; script-src ${empty}; base-uri 'none'; form-action 'none'`,
  );
});

test('the hashes are those of the bytes in UTF-8', () => {
  const [style, script] = ['p::after { content: "→" }', '"→"'];
  const hashOf = (text: string): string => createHash('sha256').update(Buffer.from(text)).digest('base64');
  const policy = contentSecurityPolicy(style, script);
  expect(policy).toContain(`style-src 'sha256-${hashOf(style)}'`);
  expect(policy).toContain(`script-src 'sha256-${hashOf(script)}'`);
});
