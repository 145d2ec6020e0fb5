import { readFileSync } from 'node:fs';
import type { VerdictKind } from '../checkers/verdict.ts';
import { CaseError } from './case-error.ts';
import { codeVersion } from './code-version.ts';
import type { Plan } from './plan.ts';
import type { JudgedRun } from './run-plan.ts';
import type { ShrunkFrom } from './shrink/shrunk-from.ts';
import { validateCase } from './validate-case.ts';
import { writeWhole } from './write-whole.ts';

/** What was said of one guarantee when the case was written. */
export interface CaseGuarantee {
  readonly name: string;
  readonly verdict: VerdictKind;
  readonly anomalies: readonly {
    readonly kind: string;
    readonly message: string;
    readonly operations: readonly number[];
  }[];
}

/** One run that is worth keeping, as JSON (histories/schema/case.schema.json). */
export interface CaseFile {
  readonly format: 'capcheck-case/1';
  readonly codeVersion: string;
  readonly plan: Plan;
  readonly digest: string;
  readonly checkpoints: readonly string[];
  readonly events: number;
  readonly verdict: VerdictKind;
  readonly guarantees: readonly CaseGuarantee[];
  /** How it came to be as small as it is, for a case that was shrunk. */
  readonly shrunk?: ShrunkFrom;
}

/** Only so many witnesses a guarantee are kept; a replay finds the others again. */
const ANOMALIES_KEPT = 3;

/** The case of a run under the present code. */
export function caseOf({ run, result }: JudgedRun): CaseFile {
  const { verdict, guarantees } = result.judgement;
  return {
    format: 'capcheck-case/1',
    codeVersion: codeVersion(),
    plan: run.plan,
    digest: run.digest,
    checkpoints: run.checkpoints,
    events: run.events,
    verdict,
    guarantees: guarantees.map((guarantee) => ({
      name: guarantee.name,
      verdict: guarantee.verdict.verdict,
      anomalies: (guarantee.verdict.verdict === 'violated' ? guarantee.verdict.anomalies : [])
        .slice(0, ANOMALIES_KEPT)
        .map(({ kind, message, operations }) => ({ kind, message, operations })),
    })),
  };
}

/** Writes a case file, as a whole or not at all. */
export function writeCase(path: string, content: CaseFile): void {
  writeWhole(path, `${JSON.stringify(content, undefined, 1)}\n`);
}

/**
 * Reads a case file.
 *
 * @throws CaseError for a file that can't be read, is cut off, is no JSON, or is no case; UnknownNameError for names that
 *   stand for nothing here.
 */
export function readCase(path: string): CaseFile {
  return validateCase(path, parseJson(path, readText(path)));
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const reasons: Readonly<Record<string, string>> = {
      ENOENT: 'there is no such file.',
      EISDIR: 'this is a folder; expected a case file.',
      EACCES: 'the file may not be read.',
    };
    throw new CaseError(path, reasons[code ?? ''] ?? `the file can't be read (${code ?? String(error)}).`);
  }
}

function parseJson(path: string, text: string): unknown {
  if (text.trim() === '') throw new CaseError(path, 'the file is empty; expected a case file.');
  try {
    return JSON.parse(text);
  } catch {
    const isCutOff = text.trimStart().startsWith('{') && !text.trimEnd().endsWith('}');
    throw new CaseError(
      path,
      isCutOff ? 'the file is cut off: its JSON never ends.' : 'the file is no JSON; expected a case file.',
    );
  }
}
