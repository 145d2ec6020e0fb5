import type { CycleEdge } from '../verdict.ts';

/** A cycle as a graph for Graphviz: one node a transaction, by its operation's index, and one edge a reason. */
export function cycleToDot(cycle: readonly CycleEdge[]): string {
  const nodes = cycle.map(({ from }) => `  T${from};`);
  const edges = cycle.map(
    ({ from, to, type, because }) => `  T${from} -> T${to} [label="${type}", tooltip=${quote(because)}];`,
  );
  return ['digraph cycle {', ...nodes, ...edges, '}', ''].join('\n');
}

/** A string of the DOT language: only quotes and backslashes need a backslash. */
function quote(text: string): string {
  return `"${text.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
}
