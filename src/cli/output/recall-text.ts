import { formatTable } from '../../reporters/text/table.ts';
import { median } from '../../search/recall/median.ts';
import type { RecallCases } from '../recall-cases.ts';
import type { RecallDocument, VariantEntry } from '../recall-document.ts';
import { markdownTable, type Rows } from './markdown-table.ts';

const MILLIS_PER_SECOND = 1000;
const MICROS_PER_SECOND = 1_000_000;
const HEADINGS = ['system', 'variant', 'found', 'caught by', 'under', 'seeds', 'CPU', 'CPU a seed', 'shrunk case'];

/** A case with more is not small. */
const MOST_FAULTS = 3;
const MOST_OPERATIONS = 12;

/** What a recall found, for a terminal. */
export function formatRecall(document: RecallDocument): string {
  return [
    ...formatTable([HEADINGS, ...variantRows(document)]),
    '',
    ...formatTable(cleanRows(document)),
    '',
    ...summaryOf(document),
    '',
  ].join('\n');
}

/** What a recall found, as a page of the documentation. */
export function formatRecallPage(document: RecallDocument): string {
  const { ranges, seeds, operations, cleanSeeds } = document.effort;
  const kept = document.cases === null ? '' : ' --cases DIR';
  return [
    '# Recall',
    '',
    'Each variant is its system with one mistake. This page says how fast every mistake is found, by which guarantee, and how small the failing',
    `run becomes. It is written by \`npx capcheck recall --ranges ${ranges} --seeds ${seeds} --clean ${cleanSeeds}${kept} --markdown docs/recall.md\`.`,
    '',
    `Runs have about ${operations} operations. Seeds and CPU time are those to the first detection, the last seed included, at the median over ${ranges} ranges`,
    'of seeds; CPU time is that of one thread for drawing, running and judging. A detection counts only if the guarantee that names the mistake is',
    'violated. The shrunk case is what [shrink](shrink.md) leaves of the first failing seed of each range, at the median.',
    '',
    `The systems are ${[...new Set(document.variants.map(({ system }) => system))].join(', ')}; the code is version \`${document.codeVersion}\`.`,
    'Other code may draw other plans of the same seeds.',
    '',
    ...markdownTable([HEADINGS, ...variantRows(document)]),
    '',
    '## The correct systems under the same faults',
    '',
    ...markdownTable([['system', 'under', 'runs', 'violated'], ...cleanRows(document)]),
    '',
    '## In all',
    '',
    ...summaryOf(document).map((line) => `- ${line}`),
    '',
  ].join('\n');
}

function variantRows({ variants, effort }: RecallDocument): Rows {
  return variants.map((entry) => [
    entry.system,
    entry.variant,
    entry.found === effort.ranges ? 'yes' : `${entry.found} of ${effort.ranges}`,
    entry.guarantee,
    entry.preset,
    String(entry.medianSeeds ?? '–'),
    entry.medianCpuMillis === null ? '–' : seconds(entry.medianCpuMillis),
    `${entry.cpuMillisPerSeed.toFixed(0)} ms`,
    shrunkText(entry),
  ]);
}

function shrunkText({ medianShrunkFaults: faults, medianShrunkOperations: operations }: VariantEntry): string {
  if (faults === null || operations === null) return '–';
  return `${faults} ${faults === 1 ? 'fault' : 'faults'}, ${operations} ${operations === 1 ? 'operation' : 'operations'}`;
}

function cleanRows({ correct }: RecallDocument): Rows {
  return correct.map(({ system, preset, runs, violatedSeeds }) => [
    system,
    preset,
    `${runs} runs`,
    violatedSeeds.length === 0 ? 'none' : `seeds ${violatedSeeds.join(', ')}`,
  ]);
}

function summaryOf({ variants, effort, total, correct, cases }: RecallDocument): readonly string[] {
  const found = variants.filter((entry) => entry.found === effort.ranges).length;
  const lost = variants
    .filter((entry) => entry.found < effort.ranges)
    .map(({ system, variant }) => `${system}/${variant}`);
  const clean = correct.filter(({ violatedSeeds }) => violatedSeeds.length === 0);
  return [
    `${found} of ${variants.length} variants found in every range of seeds${lost.length === 0 ? '' : `; lost: ${lost.join(', ')}`}`,
    ...(clean.length === correct.length ? ['the correct systems kept their claims in every run'] : []),
    `${total.seeds} seeds, ${total.cpuMillisPerSeed.toFixed(0)} ms of CPU time a seed, ${total.seedsPerCpuSecond.toFixed(1)} seeds a CPU second`,
    ...shrinkingOf(variants),
    ...boundOf(variants),
    ...repeatedOf(cases),
  ];
}

/** Whether every kept case can be repeated. */
function repeatedOf(cases: RecallCases | null): readonly string[] {
  if (cases === null) return [];
  const { kept, unlike } = cases;
  const others = unlike.length === 0 ? '' : `; not so: ${unlike.join(', ')}`;
  return [`${kept - unlike.length} of ${kept} shrunk cases fail alike when a process of its own replays them${others}`];
}

/** Which variants have cases that are longer, at the median, than what can be read at a glance. */
function boundOf(variants: readonly VariantEntry[]): readonly string[] {
  const shrunk = variants.filter(({ medianShrunkFaults: faults }) => faults !== null);
  if (shrunk.length === 0) return [];
  const above = shrunk.filter(
    ({ medianShrunkFaults: faults, medianShrunkOperations: operations }) =>
      (faults ?? 0) > MOST_FAULTS || (operations ?? 0) > MOST_OPERATIONS,
  );
  const names = above.map(({ system, variant }) => `${system}/${variant}`);
  return [
    `${shrunk.length - above.length} of ${shrunk.length} variants shrink to at most ${MOST_FAULTS} faults and ${MOST_OPERATIONS} operations at the median` +
      (names.length === 0 ? '' : `; above: ${names.join(', ')}`),
  ];
}

/** How the sizes of all shrunk cases are distributed, and what they took. */
function shrinkingOf(variants: readonly VariantEntry[]): readonly string[] {
  const shrunk = variants.flatMap(({ detections }) => detections.flatMap((detection) => detection.shrunk ?? []));
  if (shrunk.length === 0) return [];
  const spread = (values: readonly number[], unit: string): string =>
    `${median(values) ?? 0} ${unit} at the median, ${Math.max(...values)} at most`;
  const cpuSeconds = shrunk.map(({ cpuMicros }) => Math.round(cpuMicros / MICROS_PER_SECOND));
  return [
    `${shrunk.length} cases shrunk: ${spread(
      shrunk.map(({ after }) => after.faults),
      'faults',
    )}; ${spread(
      shrunk.map(({ after }) => after.operations),
      'operations',
    )}; ${spread(
      shrunk.map(({ runs }) => runs),
      'runs',
    )}; ${spread(cpuSeconds, 'CPU seconds')}`,
  ];
}

function seconds(millis: number): string {
  return `${(millis / MILLIS_PER_SECOND).toFixed(1)} s`;
}
