/** An address of a job engine that can't be used. */
export class EngineError extends Error {
  override readonly name = 'EngineError';
}

const SCHEMES: readonly string[] = ['redis:', 'rediss:'];

/**
 * The address of a Redis.
 *
 * @throws EngineError for anything else; the message never has the address, which may hold a password.
 */
export function parseRedisUrl(given: string): URL {
  const url = URL.canParse(given) ? new URL(given) : undefined;
  if (url === undefined || !SCHEMES.includes(url.protocol) || url.hostname === '')
    throw new EngineError(
      'the engine is no address of a Redis; expected redis://HOST[:PORT][/DATABASE] or rediss://….',
    );
  return url;
}

/** The address without its password. */
export function describeRedisUrl(url: URL): string {
  const shown = new URL(url);
  if (shown.password !== '') shown.password = '***';
  shown.search = '';
  return shown.href;
}

/** Any text, with the password of each address in it left out. */
export function redactPasswords(text: string): string {
  return text.replace(/(\b[a-z][a-z0-9+.-]*:\/\/[^\s:/@'"]*:)[^\s'"]+(@)/gi, '$1***$2');
}
