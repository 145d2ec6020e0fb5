import { createHash } from 'node:crypto';

/**
 * Allows a page its one inline stylesheet and its one inline script, by their hashes, and nothing else: no image, no font, no
 * connection, no form.
 */
export function contentSecurityPolicy(stylesheet: string, script: string): string {
  return `default-src 'none'; style-src '${hashOf(stylesheet)}'; script-src '${hashOf(script)}'; base-uri 'none'; form-action 'none'`;
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}`;
}
