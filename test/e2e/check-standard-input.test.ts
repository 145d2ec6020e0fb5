import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { BUILT_MAIN, startBuilt } from '../helpers/campaign/built-process.ts';
import { linesOf } from '../helpers/check-content.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

const FRESH = linesOf('0 invoke write 1', '0 ok write 1', '0 invoke read', '0 ok read 1');
const STALE = linesOf('0 invoke write 1', '0 ok write 1', '0 invoke read', '0 ok read');
const CHECK = ['check', '-', '--spec', 'register'];

/** The exit code of a check of what a program of Node feeds, through a socket. */
async function checkFed(content: string): Promise<number | null> {
  const { child, ended } = startBuilt(CHECK, temporaryFolder());
  child.stdin!.end(content);
  return ended;
}

/** The same of what a shell feeds it. */
function checkInShell(content: string, feed: string): number | null {
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, 'fed.jsonl'), content);
  const command = feed.replace('check', `"${process.execPath}" "${BUILT_MAIN}" ${CHECK.join(' ')}`);
  return spawnSync('sh', ['-c', command], { cwd }).status;
}

describe('- is standard input', () => {
  test('of a child process', async () => {
    expect([await checkFed(FRESH), await checkFed(STALE)]).toEqual([0, 1]);
  });

  test.each(['cat fed.jsonl | check', 'check < fed.jsonl'])('%s', (feed) => {
    expect([checkInShell(FRESH, feed), checkInShell(STALE, feed)]).toEqual([0, 1]);
  });
});
