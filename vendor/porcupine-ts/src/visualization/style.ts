/** The page's style sheet. A rule wins over a presentation attribute, so annotations with own colours are spared. */
export const style: string = `
:root { color-scheme: light dark; --line: light-dark(#c6ccd4, #444c56); --box: light-dark(#dbe9fb, #1d3557);
  --edge: light-dark(#4c7db8, #6fa3e0); --good: light-dark(#0b5cad, #8ec7ff); --bad: light-dark(#b3261e, #ff8a80);
  --text: light-dark(#15181c, #e8eaed); --paper: light-dark(#fff, #14171b); --quiet: light-dark(#eef0f2, #2a2f36); }
body { margin: 0; background: var(--paper); color: var(--text); font: 14px/1.45 system-ui, sans-serif; }
header, #details { padding: 12px 16px; }
h1 { margin: 0 0 4px; font-size: 18px; }
p { margin: 4px 0; max-width: 90ch; }
.bad { color: var(--bad); font-weight: 600; }
.scroll { display: flex; overflow-x: auto; border-block: 1px solid var(--line); }
.rows { position: sticky; left: 0; z-index: 1; flex: none; background: var(--paper); border-right: 1px solid var(--line); }
#timeline { flex: none; }
svg text { font: 12px ui-monospace, monospace; dominant-baseline: central; }
.rows text, .operation text { fill: var(--text); }
.rule { stroke: var(--line); }
.box { cursor: pointer; outline: none; }
.box rect { stroke: var(--edge); }
.box:focus-visible rect, .box.chosen rect { stroke-width: 3; }
.operation rect { fill: var(--box); }
.stranded rect { stroke: var(--bad); stroke-dasharray: 5 3; }
.box.far { opacity: 0.35; }
.annotation rect:not([fill]) { fill: var(--quiet); }
.annotation text:not([fill]) { fill: var(--text); }
.annotation rect { stroke: var(--line); }
#overlay { pointer-events: none; }
.path { fill: none; stroke: var(--good); stroke-width: 2; opacity: 0.6; }
.point { fill: var(--good); }
.point.chosen { stroke: var(--text); stroke-width: 2; }
.illegal { stroke: var(--bad); stroke-width: 3; }
.explored { fill: var(--paper); stroke: var(--bad); stroke-width: 2; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 2px 16px; margin: 0; }
dt { font-weight: 600; }
dd { margin: 0; font-family: ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
`;
