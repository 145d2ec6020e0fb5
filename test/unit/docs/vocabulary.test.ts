import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as capcheck from '../../../src/index.ts';
import { SYSTEMS } from '../../../src/models/registry.ts';

const ROOT = new URL('../../../', import.meta.url);
const PAGE = readFileSync(new URL('docs/simulation.md', ROOT), 'utf8');

/** Rows of the table of words: the word, and who uses it. */
const WORDS = [...PAGE.matchAll(/^\| `(\w+)` +\|[^|]+\| ([^|]+?) +\|$/gm)]
  .map(([, word = '', users = '']) => ({ word, users }))
  .filter(({ word }) => existsSync(new URL(`src/workloads/${fileOf(word)}.ts`, ROOT)));

function fileOf(word: string): string {
  return word.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** Names of the systems whose code uses a word. */
function usersOf(word: string): readonly string[] {
  const isUsedIn = (folder: URL): boolean =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).some(
      (name) =>
        name.endsWith('.ts') && readFileSync(new URL(name, folder), 'utf8').includes(`/workloads/${fileOf(word)}.ts'`),
    );
  return SYSTEMS.map(({ name }) => name).filter((name) => isUsedIn(new URL(`src/models/${name}/`, ROOT)));
}

describe('words for workloads', () => {
  test.each(WORDS)('$word is exported, and used by those of whom the page says so', ({ word, users }) => {
    expect(capcheck).toHaveProperty(word, expect.any(Function));
    const named = SYSTEMS.map(({ name }) => name).filter((name) => users.includes(name));
    expect(named.length).toBeGreaterThan(0);
    expect(usersOf(word)).toEqual(named);
  });

  test('are all told', () => {
    expect(WORDS.map(({ word }) => word).sort()).toEqual(['mix', 'reserve', 'stagger', 'untilOk', 'zipf']);
  });
});
