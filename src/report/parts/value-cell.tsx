import type { VNode } from 'preact';
import { clipped } from '../text/names.ts';
import { countText } from '../text/numbers.ts';

const SHOWN = 160;
const KEPT = 20_000;

/** A value on one line; a long one opens on demand, and beyond 20,000 characters only the case file has the rest. */
export function ValueCell({ text }: { readonly text: string }): VNode {
  if (text.length <= SHOWN) return <code>{text}</code>;
  const missing = text.length - KEPT;
  return (
    <details class="value">
      <summary>
        <code>{clipped(text, SHOWN)}</code>
      </summary>
      <code>{clipped(text, KEPT)}</code>
      {missing > 0 && <p class="quiet">{countText(missing)} more characters are in the case file.</p>}
    </details>
  );
}
