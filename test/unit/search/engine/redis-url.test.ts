import { expect, test } from 'vitest';
import { describeRedisUrl, parseRedisUrl, redactPasswords } from '../../../../src/search/engine/bullmq/redis-url.ts';
import { errorOf } from '../../../helpers/error-of.ts';

test('an address is shown without its password', () => {
  const shown = (given: string): string => describeRedisUrl(parseRedisUrl(given));
  expect(shown('redis://localhost:6379')).toBe('redis://localhost:6379');
  expect(shown('redis://:secret@localhost:6379/3')).toBe('redis://:***@localhost:6379/3');
  expect(shown('rediss://me:se%40cret@redis.example:6380')).toBe('rediss://me:***@redis.example:6380');
  expect(shown('redis://localhost?password=secret')).toBe('redis://localhost');
});

test('what is no address of a Redis is refused, and not repeated', () => {
  for (const given of ['', 'localhost:6379', 'http://me:secret@x', 'redis://', 'redis:secret', 'secret'])
    expect(errorOf(() => parseRedisUrl(given))).toBe(
      'EngineError: the engine is no address of a Redis; expected redis://HOST[:PORT][/DATABASE] or rediss://….',
    );
});

test('no message shows a password that is in an address', () => {
  expect(redactPasswords('"--engin=redis://me:sec:r@t@x:1/2" and redis://:p@y, not a:b@c')).toBe(
    '"--engin=redis://me:***@x:1/2" and redis://:***@y, not a:b@c',
  );
  expect(redactPasswords('redis://localhost:6379 answers')).toBe('redis://localhost:6379 answers');
});
