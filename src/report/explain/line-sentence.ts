import type { CaseView } from '../case/case-view.ts';
import { nameOfClient } from '../case/client-name.ts';
import { faultText } from '../case/fault-text.ts';
import { clipped, words } from '../text/names.ts';
import { observedSentence } from '../text/observed-sentence.ts';
import { operationSentence } from '../text/operation-sentence.ts';

const LONGEST = 200;

/** What a line of the history says: `c1 writes 3 to x`, `the answer of c1, who …`, the beginning or end of a fault. */
export function lineSentence(view: CaseView, index: number): string {
  return clipped(sentenceOf(view, index), LONGEST);
}

function sentenceOf(view: CaseView, index: number): string {
  const { history, faults, topology } = view;
  const line = history.operations[index];
  if (line === undefined) return `line ${index}`;
  if (line.process === 'nemesis') {
    const begun = faults.find(({ start }) => start === line);
    if (begun !== undefined) return `fault ${begun.number} begins: ${faultText(begun, topology)}`;
    const ended = faults.find(({ stop }) => stop === line);
    return ended === undefined ? words(line.f) : `fault ${ended.number} ends`;
  }
  if (typeof line.process === 'string')
    return `${line.process} ${observedSentence(line, view.witness?.anomaly.message ?? '')}`;
  const first = view.citations.firstIndexOf(index);
  const invocation = history.invocations.find(({ invoke }) => invoke.index === first);
  const name = nameOfClient(view, line.process);
  if (invocation === undefined) return `${name} ${words(line.f)}`;
  if (line.type !== 'invoke') return `${name} has its answer: ${operationSentence(invocation)}`;
  return `${name} begins: ${operationSentence({ invoke: line, completion: undefined, outcome: 'info' })}`;
}
