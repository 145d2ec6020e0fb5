import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A folder that is gone when the test is over, or when what `onEnd` waits for is. */
export function temporaryFolder(onEnd: (remove: () => void) => void = onTestFinished): string {
  const folder = mkdtempSync(join(tmpdir(), 'capcheck-'));
  onEnd(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}
