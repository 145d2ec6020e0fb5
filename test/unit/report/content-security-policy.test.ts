import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { contentSecurityPolicy } from '../../../src/report/content-security-policy.ts';

test('nothing is allowed but the one stylesheet', () => {
  // The digest of no bytes at all is well known (FIPS 180-4).
  expect(contentSecurityPolicy('')).toBe(
    "default-src 'none'; style-src 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='; base-uri 'none'; form-action 'none'",
  );
});

test('the hash is that of the bytes in UTF-8', () => {
  const hash = createHash('sha256').update(Buffer.from('p::after { content: "→" }')).digest('base64');
  expect(contentSecurityPolicy('p::after { content: "→" }')).toContain(`'sha256-${hash}'`);
});
