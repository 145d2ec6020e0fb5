import { createHash } from 'node:crypto';
import type { LinearizationInfo } from '../linearization-info.ts';
import type { Model, State } from '../model.ts';
import { embedJson } from './escape.ts';
import { layOut } from './layout.ts';
import { script } from './script.ts';
import { style } from './style.ts';
import { renderSummary } from './summary.ts';
import { renderTimeline } from './timeline.ts';

/** No source at all, but for the one script and the one style sheet of the page itself. */
const policy: string = [
  "default-src 'none'",
  `script-src '${digest(script)}'`,
  `style-src '${digest(style)}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/**
 * A page that shows a history with its linearization or, when there is none, with the partial ones and the operations
 * at which they end. One HTML file that loads nothing; open it in any browser of 2024 or later.
 *
 * @param info from `checkOperationsVerbose` or `checkEventsVerbose` with the same model
 * @throws Error when the model does not allow a linearization that is in `info`
 */
export function visualize<S extends State, I, O, M = unknown>(
  model: Model<S, I, O, M>,
  info: LinearizationInfo<I, O, M>,
): string {
  const layout = layOut(model, info);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width">
<title>Linearizability</title>
<style>${style}</style>
</head>
<body>
<header>
<h1>Linearizability</h1>
<p>${renderSummary(info)}</p>
<p>Time runs from left to right; distances mean nothing. A dot is the moment at which an operation takes effect, a cross an
operation that the model does not allow next, a ring one that it allows but that leads nowhere. Point at a box for the
longest linearization with it; click, or press Enter, to keep that, and Escape to let go.</p>
</header>
<div class="scroll">
${renderTimeline(layout)}
</div>
<section id="details" aria-live="polite"></section>
<script type="application/json" id="data">${embedJson(layout.data)}</script>
<script>${script}</script>
</body>
</html>
`;
}

function digest(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
