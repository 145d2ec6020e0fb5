import { appendFileSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { codeVersion } from '../code-version.ts';
import type { Plan } from '../plan.ts';
import { writeWhole } from '../write-whole.ts';
import { keyOf } from './shrink-plan.ts';
import type { Signature } from './signature.ts';

/**
 * Which plans were found not to show the anomaly, in a file that grows a line with each: a search that is killed goes on
 * where it was, since all else follows from these. A last line that is cut off is left out.
 */
export class Journal {
  readonly failures: ReadonlySet<string>;
  readonly #path: string;

  /** Goes on with the file if it is of the same search under the same code, else begins it anew. */
  constructor(path: string, plan: Plan, signature: Signature) {
    const header = JSON.stringify({
      format: 'capcheck-shrink-journal/1',
      codeVersion: codeVersion(),
      plan: keyOf(plan),
      signature,
    });
    const [first, ...lines] = existsSync(path) ? readFileSync(path, 'utf8').split('\n').slice(0, -1) : [];
    this.#path = path;
    this.failures = new Set(first === header ? lines : []);
    writeWhole(path, [header, ...this.failures, ''].join('\n'));
  }

  add(key: string): void {
    appendFileSync(this.#path, `${key}\n`);
  }

  remove(): void {
    rmSync(this.#path, { force: true });
  }
}
