import { writeHistory } from '../history/write.ts';
import { scenarioText } from '../report/text/scenario-text.ts';
import { caseOf, writeCase } from '../search/case-file.ts';
import type { Plan } from '../search/plan.ts';
import { type JudgedRun, runPlan } from '../search/run-plan.ts';
import type { Shrunk } from '../search/shrink/shrink-plan.ts';
import { shrunkFrom, type ShrunkFrom } from '../search/shrink/shrunk-from.ts';
import { findAnomaly, type Signature } from '../search/shrink/signature.ts';
import { writeWhole } from '../search/write-whole.ts';

/** The files of a search: the smallest case so far, what it says in words, its history, and the journal. */
export class ShrinkFiles {
  readonly caseFile: string;
  readonly scenarioFile: string;
  readonly historyFile: string;
  readonly journalFile: string;
  readonly #original: Plan;
  readonly #signature: Signature;

  constructor(caseFile: string, original: Plan, signature: Signature) {
    const base = caseFile.replace(/\.json$/, '');
    this.caseFile = caseFile;
    this.scenarioFile = `${base}.txt`;
    this.historyFile = `${base}.history.jsonl`;
    this.journalFile = `${base}.journal`;
    this.#original = original;
    this.#signature = signature;
  }

  /** Writes the case, as a whole or not at all. */
  keepCase(shrunk: Shrunk): { readonly judged: JudgedRun; readonly how: ShrunkFrom } {
    const judged = runPlan(shrunk.plan);
    const how = shrunkFrom(this.#original, shrunk, this.#signature);
    writeCase(this.caseFile, { ...caseOf(judged), shrunk: how });
    return { judged, how };
  }

  /** Writes what happened in words, and as a history. Returns the words. */
  async keepStory({ run, result }: JudgedRun): Promise<readonly string[]> {
    const { guarantee, kind } = this.#signature;
    const anomaly = findAnomaly(result.judgement, this.#signature);
    const verdict = `${guarantee} violated, ${kind}: ${anomaly?.message ?? ''}`;
    const story = [...scenarioText(run.history), verdict];
    writeWhole(this.scenarioFile, `${story.join('\n')}\n`);
    await writeHistory(this.historyFile, run.history);
    return story;
  }
}

/** Where the shrunk case goes unless the user says so: beside the case, with `.shrunk` in its name. */
export function shrunkPathOf(path: string): string {
  return `${path.replace(/(\.case)?\.json$/, '')}.shrunk.json`;
}
