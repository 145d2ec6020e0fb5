import type { ComponentChildren, VNode } from 'preact';

interface ScrollTableProps {
  readonly caption: string;
  readonly class?: string;
  readonly children: ComponentChildren;
}

/** A table that scrolls by itself where the screen is too narrow for it, by keyboard too. */
export function ScrollTable({ caption, class: className, children }: ScrollTableProps): VNode {
  return (
    <div class="scroll" role="region" aria-label={caption} tabindex={0}>
      <table class={className}>
        <caption>{caption}</caption>
        {children}
      </table>
    </div>
  );
}
