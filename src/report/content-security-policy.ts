import { createHash } from 'node:crypto';

/**
 * Allows a page its one inline stylesheet, by its hash, and nothing else: no script, no image, no font, no connection,
 * no form.
 */
export function contentSecurityPolicy(stylesheet: string): string {
  const hash = createHash('sha256').update(stylesheet, 'utf8').digest('base64');
  return `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
}
