import type { VNode } from 'preact';

/** Patterns and gradients that all pictures of a page share. */
export function Patterns(): VNode {
  return (
    <svg class="patterns" width={0} height={0} aria-hidden="true">
      <defs>
        <pattern id="hatch" width={5} height={5} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect class="hatch-ground" width={5} height={5} />
          <rect class="hatch-line" width={2.2} height={5} />
        </pattern>
        <linearGradient id="fading">
          <stop class="fading-from" offset="0" />
          <stop class="fading-to" offset="1" />
        </linearGradient>
      </defs>
    </svg>
  );
}
