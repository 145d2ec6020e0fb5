import { graphlib, layout } from '@dagrejs/dagre';
import { line } from 'd3-shape';
import type { VNode } from 'preact';
import type { CycleEdge } from '../../checkers/verdict.ts';
import { clipped } from '../text/names.ts';
import { operationText } from '../text/operation-text.ts';
import type { CaseView } from './case-view.ts';

const CHARACTER = 6.7;
const LABEL_CHARACTER = 6;
const NODE_HEIGHT = 44;
const LONGEST_NODE = 46;
const MOST_NODES = 24;

/** What each kind of edge says, for those who don't know Adya's letters. */
const EDGE_WORDS: Readonly<Record<CycleEdge['type'], string>> = {
  ww: 'ww: overwritten by',
  wr: 'wr: read by',
  rw: 'rw: misses the write of',
  process: 'same client, before',
  realtime: 'ended before it began',
  order: 'ordered before',
};

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface Route {
  readonly points: readonly { readonly x: number; readonly y: number }[];
  readonly x: number;
  readonly y: number;
}

const pathOf = line<{ readonly x: number; readonly y: number }>(
  ({ x }) => Math.round(x * 10) / 10,
  ({ y }) => Math.round(y * 10) / 10,
);

/** The transactions of a cycle, each with an arrow to the one that it must come before, and why. */
export function CycleGraph({
  edges,
  view,
}: {
  readonly edges: readonly CycleEdge[];
  readonly view: CaseView;
}): VNode | null {
  const indices = [...new Set(edges.flatMap(({ from, to }) => [from, to]))];
  if (indices.length > MOST_NODES) return null;
  const labels = new Map(indices.map((index) => [index, labelOf(view, index)]));
  const graph = new graphlib.Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'TB', nodesep: 50, ranksep: 64, edgesep: 30, marginx: 12, marginy: 12 });
  for (const [index, { text }] of labels)
    graph.setNode(String(index), { width: Math.max(80, text.length * CHARACTER + 20), height: NODE_HEIGHT });
  edges.forEach(({ from, to, type }, nth) => {
    const width = EDGE_WORDS[type].length * LABEL_CHARACTER + 10;
    graph.setEdge(String(from), String(to), { width, height: 16, labelpos: 'c' }, String(nth));
  });
  layout(graph);
  const { width = 0, height = 0 } = graph.graph() as { width?: number; height?: number };
  const routeOf = (edge: CycleEdge, nth: number): Route => graph.edge(String(edge.from), String(edge.to), String(nth));
  return (
    <figure>
      <figcaption>
        <b>The cycle</b>: every arrow says “must come before”, and they lead back to where they began.
      </figcaption>
      <div class="scroll" role="region" aria-label="Cycle of transactions" tabindex={0}>
        <svg
          class="cycle"
          width={Math.ceil(width)}
          height={Math.ceil(height)}
          role="group"
          aria-label="Cycle graph; the steps are listed below"
        >
          <defs>
            <marker
              id="arrow-head"
              viewBox="0 0 8 8"
              refX={7}
              refY={4}
              markerWidth={8}
              markerHeight={8}
              orient="auto-start-reverse"
            >
              <path d="M0 0L8 4L0 8Z" />
            </marker>
          </defs>
          {edges.map((edge, nth) => {
            const route = routeOf(edge, nth);
            return (
              <g key={nth} class={`edge ${edge.type}`}>
                <title>{edge.because}</title>
                <path d={pathOf(route.points) ?? ''} marker-end="url(#arrow-head)" />
                <text x={Math.round(route.x)} y={Math.round(route.y) + 4} text-anchor="middle">
                  {EDGE_WORDS[edge.type]}
                </text>
              </g>
            );
          })}
          {indices.map((index) => (
            <CycleNode key={index} box={graph.node(String(index)) as unknown as Box} label={labels.get(index)} />
          ))}
        </svg>
      </div>
    </figure>
  );
}

interface NodeLabel {
  readonly name: string;
  readonly text: string;
  /** Where its row stands. */
  readonly target: string;
}

function CycleNode({ box, label }: { readonly box: Box; readonly label: NodeLabel | undefined }): VNode {
  const { x, y, width, height } = box;
  return (
    <a href={`#${label?.target ?? ''}`} tabindex={-1} class="transaction">
      <rect
        x={Math.round(x - width / 2)}
        y={Math.round(y - height / 2)}
        width={Math.round(width)}
        height={height}
        rx={4}
      />
      <text x={Math.round(x)} y={Math.round(y) - 4} text-anchor="middle" class="name">
        {label?.name}
      </text>
      <text x={Math.round(x)} y={Math.round(y) + 13} text-anchor="middle" class="what">
        {label?.text}
      </text>
    </a>
  );
}

function labelOf({ citations, history }: CaseView, index: number): NodeLabel {
  const first = citations.firstIndexOf(index);
  const invocation = history.invocations.find(({ invoke }) => invoke.index === first);
  const letter = citations.cited.find((cited) => cited.first.index === first)?.letter;
  const text = invocation === undefined ? '' : clipped(operationText(invocation), LONGEST_NODE);
  const target = letter === undefined ? `op-${index}` : `near-${first ?? index}`;
  return { name: letter === undefined ? `T${index}` : `T${index} (${letter})`, text, target };
}
