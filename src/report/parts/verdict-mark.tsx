import type { VNode } from 'preact';
import type { VerdictKind } from '../../checkers/verdict.ts';

const SIGNS: Readonly<Record<VerdictKind, string>> = { holds: '✓', violated: '✕', unknown: '?', vacuous: '○' };

/** A verdict as sign and word, never as colour alone. */
export function VerdictMark({ verdict }: { readonly verdict: VerdictKind }): VNode {
  return (
    <span class={`verdict ${verdict}`}>
      <span aria-hidden="true">{SIGNS[verdict]}</span> {verdict}
    </span>
  );
}
