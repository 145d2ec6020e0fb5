import { existsSync, readFileSync } from 'node:fs';
import { CaseError } from '../case-error.ts';
import type { Explanation } from './explanation.ts';

/** Where the explanation of a case stands: beside it. */
export function explanationPath(casePath: string): string {
  return `${casePath.replace(/(\.case)?\.json$/, '')}.explain.json`;
}

/**
 * The explanation beside a case, as a property to be spread; nothing where there is none.
 *
 * @throws CaseError for a file that is no explanation of this format.
 */
export function explanationBeside(casePath: string): { readonly explanation?: Explanation } {
  const path = explanationPath(casePath);
  if (!existsSync(path)) return {};
  const document: unknown = JSON.parse(readFileSync(path, 'utf8'));
  if (!isExplanation(document)) throw new CaseError(path, 'it is no explanation (capcheck-explanation/1)');
  return { explanation: document };
}

/** What this program wrote is taken at its word: pages escape all that they show. */
function isExplanation(document: unknown): document is Explanation {
  return (
    typeof document === 'object' &&
    document !== null &&
    'format' in document &&
    document.format === 'capcheck-explanation/1'
  );
}
