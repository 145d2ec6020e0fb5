import type { LinearizationInfo } from '../linearization-info.ts';

/** What the check found, in sentences (HTML without any value of the user). */
export function renderSummary<I, O, M>(info: LinearizationInfo<I, O, M>): string {
  const { partitions, partialLinearizations } = info;
  const complete = partitions.filter((operations, partition) => {
    return operations.length === (partialLinearizations[partition]?.[0]?.length ?? 0);
  }).length;
  const stranded = partitions.reduce((sum, operations, partition) => {
    return sum + operations.length - new Set(partialLinearizations[partition]?.flat()).size;
  }, 0);
  const sentences = [`${complete} of ${count(partitions.length, 'partition')} linearized completely.`];
  if (complete < partitions.length) {
    sentences.push(`<span class="bad">${count(partitions.length - complete, 'partition')} not linearized.</span>`);
  }
  if (stranded > 0)
    sentences.push(`<span class="bad">${count(stranded, 'operation')} in no linearization (dashed).</span>`);
  return sentences.join(' ');
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
