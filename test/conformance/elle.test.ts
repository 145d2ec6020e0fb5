import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { checkIsolation } from '../../src/checkers/isolation/check-isolation.ts';
import type { Assumption } from '../../src/checkers/isolation/assumption.ts';
import type { IsolationLevel } from '../../src/checkers/isolation/level.ts';
import type { History } from '../../src/history/history.ts';
import { readHistory } from '../../src/history/read.ts';
import { findCorpus } from '../helpers/corpora.ts';
import { shorthand } from '../helpers/isolation/shorthand.ts';

const { path, missing } = findCorpus('elle');
const reason = missing === undefined ? '' : ` (skipped: ${missing})`;

interface Line {
  readonly text: string;
  readonly timing: 'overlap' | 'sequence';
  readonly level: IsolationLevel;
  /** Where Elle was asked for anomalies instead of a level. */
  readonly asked: readonly string[];
  readonly assume: readonly Assumption[];
  readonly valid: boolean | 'unknown';
  readonly anomalies: readonly string[];
}

/** Where the answer here is another one, and why. */
const differences: Readonly<Record<string, string>> = {
  'ok:0:ax1ax2 | ok:1:ax3 | ok:2:rx213': 'the appends of one transaction are reversed, which Elle does not look at',
  'wx1 | rx2': 'nobody wrote 2, which Elle does not look at',
};

function readLine(line: string): Line {
  const [, text, timing, options, valid, anomalies] = /^(.*) :(over|seq) (\{.*\}) => \[(\S+) \[(.*?)\]/.exec(
    line,
  ) as unknown as string[];
  const names = (list: string | undefined): string[] =>
    [...(list ?? '').matchAll(/:([\w-]+)/g)].map(([, name]) => name!);
  return {
    text: text!,
    timing: timing === 'over' ? 'overlap' : 'sequence',
    level: (names(/:consistency-models \[(.*?)\]/.exec(options!)?.[1])[0] ?? 'strict-serializable') as IsolationLevel,
    asked: names(/:anomalies \[(.*?)\]/.exec(options!)?.[1]),
    assume: [
      ...(options!.includes(':wfr-keys? true') ? (['writes-follow-reads'] as const) : []),
      ...(options!.includes(':linearizable-keys? true') ? (['linearizable-keys'] as const) : []),
    ],
    valid: valid === ':unknown' ? 'unknown' : valid === 'true',
    anomalies: names(anomalies).map((name) => name.replace(/^(G-single|G-nonadjacent)-item/, '$1')),
  };
}

function kindsOf(
  history: History,
  { text, level, assume }: Pick<Line, 'text' | 'level' | 'assume'>,
): readonly string[] {
  const workload = /w|_/.test(text) || assume.length > 0 ? 'rw-register' : 'list-append';
  const verdict = checkIsolation(history, { level, workload, ...(workload === 'rw-register' ? { assume } : {}) });
  return verdict.verdict === 'violated' ? [...new Set(verdict.anomalies.map(({ kind }) => kind))] : [];
}

describe.skipIf(missing !== undefined)(`histories in shorthand with the verdicts of Elle${reason}`, () => {
  const text = missing === undefined ? readFileSync(`${path}/shorthand-verdicts.txt`, 'utf8') : '';
  const lines = text
    .split('\n')
    .filter((line) => line !== '')
    .map(readLine);

  it('has the lines that are tested', () => expect(lines).toHaveLength(35));

  it.each(lines.filter(({ asked }) => asked.length === 0))('$text at $level: $valid', (line) => {
    const kinds = kindsOf(shorthand(line.text, line.timing), line);
    const isValid = line.text in differences ? false : line.valid !== false;
    expect({ kinds, isValid: kinds.length === 0 }).toEqual({ kinds, isValid });
  });

  it.each(lines.filter(({ asked, valid }) => asked.length > 0 && valid === false))('$text: $anomalies', (line) => {
    const found = kindsOf(shorthand(line.text, line.timing), { ...line, level: 'strict-serializable' });
    expect(found).toEqual(expect.arrayContaining(line.anomalies.filter((kind) => kind !== 'empty-transaction-graph')));
  });

  it.each(lines.filter(({ asked, valid }) => asked.join() === 'G0' && valid === true))('$text: no G0', (line) => {
    expect(kindsOf(shorthand(line.text, line.timing), { ...line, level: 'strict-serializable' })).not.toContain('G0');
  });
});

describe.skipIf(missing !== undefined)(`histories of Elle in files${reason}`, () => {
  it('paper-example: G-single at strict serializable, and nothing stronger is broken', async () => {
    const history = await readPairs('paper-example.edn');
    const verdict = checkIsolation(history, { level: 'strict-serializable', workload: 'list-append' });
    expect(verdict.verdict === 'violated' && verdict.anomalies[0]).toMatchObject({ kind: 'G-single' });
    expect('levels' in verdict && verdict.levels.refuted).not.toContain('read-committed');
  });

  it('si-without-g-single: only G2-item, so repeatable read is broken and snapshot isolation is not', async () => {
    const history = await readPairs('si-without-g-single.edn');
    const verdict = checkIsolation(history, { level: 'serializable', workload: 'list-append' });
    expect(verdict.verdict === 'violated' && new Set(verdict.anomalies.map(({ kind }) => kind))).toEqual(
      new Set(['G2-item']),
    );
    expect('levels' in verdict && verdict.levels.refuted).toContain('repeatable-read');
    expect(checkIsolation(history, { level: 'snapshot-isolation', workload: 'list-append' }).verdict).toBe('holds');
  });

  /** The files leave out processes and functions in places. */
  async function readPairs(name: string): Promise<History> {
    const lines = readFileSync(`${path}/${name}`, 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('{'));
    const complete = lines.map((line) => {
      const withProcess = line.includes(':process') ? line : line.replace('}', ' :process 0}');
      const withFunction = line.includes(':f ') ? withProcess : withProcess.replace('}', ' :f :txn}');
      return line.includes(':time') ? withFunction : withFunction.replace('}', ' :time 0}');
    });
    return readHistory(Readable.from([Buffer.from(complete.join('\n'))]), { format: 'edn' });
  }
});
