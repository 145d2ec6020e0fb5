import type { VerdictKind } from '../checkers/verdict.ts';
import { caseCommand } from '../reporters/text/reproduce.ts';
import { count } from '../reporters/text/words.ts';
import type { PlanSize } from '../search/shrink/plan-size.ts';
import type { ShrunkFrom } from '../search/shrink/shrunk-from.ts';

/** What `capcheck shrink --json` prints. */
export interface ShrinkDocument extends ShrunkFrom {
  readonly verdict: VerdictKind;
  readonly codeVersion: string;
  readonly caseFile: string;
  readonly scenarioFile: string;
  readonly historyFile: string;
  /** What happens in the shrunk case, a sentence each; the last one says what is wrong with it. */
  readonly scenario: readonly string[];
  readonly reproduce: string;
}

const ENDS: Readonly<Record<ShrunkFrom['end'], string>> = {
  minimal: 'nothing smaller was found',
  budget: 'the budget is spent',
  interrupted: 'interrupted',
};

export function formatShrunk(document: ShrinkDocument): string {
  const { before, after, runs, end, dropped, scenario } = document;
  const kinds = Object.entries(dropped).map(([kind, times]) => (times === 1 ? kind : `${kind} (${times})`));
  return [
    `from ${describeSize(before)}`,
    `to ${describeSize(after)}, in ${count(runs, 'run')}: ${ENDS[end]}`,
    ...(kinds.length === 0 ? [] : [`not needed: ${kinds.join(', ')}`]),
    ...scenario.map((sentence) => `  ${sentence}`),
    `case: ${document.caseFile}`,
    `history: ${document.historyFile}`,
    `reproduce: ${document.reproduce}`,
    `explain: ${caseCommand('explain', document.caseFile)}`,
    '',
  ].join('\n');
}

/** `2 faults, 1 operation, 1 client, 3 servers`. */
export function describeSize({ faults, operations, clients, servers }: PlanSize): string {
  return [
    count(faults, 'fault'),
    count(operations, 'operation'),
    count(clients, 'client'),
    count(servers, 'server'),
  ].join(', ');
}
