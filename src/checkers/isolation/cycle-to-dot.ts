import type { History } from '../../history/history.ts';
import type { CycleEdge } from '../verdict.ts';
import { show } from './describe.ts';

/** Graphviz writes fixed-width text in this many colours: one for each reason, the orders beyond the data in grey. */
const COLOURS: Readonly<Record<CycleEdge['type'], string>> = {
  ww: 'firebrick',
  wr: 'darkgreen',
  rw: 'royalblue',
  process: 'gray40',
  realtime: 'gray40',
  order: 'gray40',
};

/**
 * A cycle as a graph for Graphviz: a box for each transaction with all that it did, one line a micro-operation, and an edge for each
 * reason with the key.
 */
export function cycleToDot(history: History, cycle: readonly CycleEdge[]): string {
  const byIndex = new Map(history.operations.map((operation) => [operation.index, operation]));
  const nodes = cycle.map(({ from }) => {
    const { process, type, value } = byIndex.get(from)!;
    const fate = type === 'ok' ? '' : ', outcome unknown';
    const micros = Array.isArray(value) ? value.map(showMicro) : [];
    const lines = [`T${from} (client ${process}${fate})`, ...micros].map((line) => `${escape(line)}\\l`);
    return `  T${from} [label="${lines.join('')}"];`;
  });
  const edges = cycle.map(({ from, to, type, key, because }) => {
    const label = key === undefined ? type : `${type} ${show(key)}`;
    return `  T${from} -> T${to} [label="${escape(label)}", tooltip="${escape(because)}", color=${COLOURS[type]}, fontcolor=${COLOURS[type]}];`;
  });
  return ['digraph cycle {', '  node [shape=box, fontname=monospace];', ...nodes, ...edges, '}', ''].join('\n');
}

function showMicro(micro: unknown): string {
  return Array.isArray(micro) ? [micro[0], ...micro.slice(1).map(show)].join(' ') : show(micro);
}

/** Inside a string of the DOT language only quotes and backslashes need a backslash. */
function escape(text: string): string {
  return text.replaceAll(/["\\]/g, String.raw`\$&`);
}
