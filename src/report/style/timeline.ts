/** The pictures. Outcomes differ in form as well as in colour: see the legend. */
export const TIMELINE = `
.picture { position: relative; margin: .5rem 0; min-height: 2rem; }
.picture canvas { display: block; width: 100%; touch-action: pan-y; cursor: grab; }
.picture canvas.over { cursor: pointer; }
.picture canvas:active { cursor: grabbing; }
.picture .lanes { max-height: max(20rem, 80vh); overflow-y: auto; }
.picture .lanes canvas { position: sticky; top: 0; }
.overview canvas { cursor: col-resize; touch-action: none; }
.tools { display: flex; flex-wrap: wrap; align-items: center; gap: .4rem; margin: .4rem 0; font-size: .875rem; }
.tools .where { margin-left: .5rem; font-variant-numeric: tabular-nums; }
.hint { font-size: .8rem; min-height: 1.5em; margin: .2rem 0; max-width: none; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.filters { display: flex; flex-wrap: wrap; align-items: end; gap: .5rem 1rem; font-size: .875rem; margin: .75rem 0 .25rem; }
.filters label > span, .filters legend { display: block; color: var(--quiet); font-size: .8rem; padding: 0; }
.filters fieldset { border: 0; padding: 0; margin: 0; }
.filters fieldset label { margin-right: .8rem; }
.filters input[type="checkbox"] { margin: 0 .3rem 0 0; vertical-align: -.1em; }
.filters select { max-width: 11rem; }
.filters input[type="search"] { width: 13rem; }
.pin { border: 1px solid var(--focus); border-left-width: 4px; border-radius: 4px; padding: .5rem 1rem .8rem; margin: .75rem 0; background: var(--ground); }
.pin-head { display: flex; gap: 1rem; justify-content: space-between; align-items: start; }
.pin-head h3 { margin: .4rem 0; overflow-wrap: anywhere; }
.pin-head .tools { flex-wrap: nowrap; }
.pin-facts { display: grid; grid-template-columns: 5rem minmax(0, 1fr); gap: .2rem .8rem; max-width: none; font-size: .9rem; margin: .3rem 0; }
.pin-facts dt { color: var(--quiet); }
.pin-facts dd { margin: 0; overflow-wrap: anywhere; white-space: pre-line; max-height: 14rem; overflow-y: auto; }
.messages { font-size: .85rem; max-height: 18rem; overflow-y: auto; max-width: none; }
#history-place .scroll { max-height: 32rem; overflow: auto; border-bottom: 1px solid var(--rule); }
.arrow path { fill: none; stroke: var(--quiet); stroke-width: 1.25; }
.arrow.chosen path { stroke: var(--focus); stroke-width: 2; }
.arrow.upkeep path { stroke: var(--strong-rule); stroke-width: .75; }
.arrow.lost path { stroke: var(--bad); stroke-dasharray: 5 3; }
.arrow.delayed path { stroke: var(--info); }
.arrow.doubled path { stroke: var(--messages); stroke-dasharray: 1 2; stroke-width: 2; }
.arrow.mark path { fill: var(--observed); stroke: none; }
.arrow.reign path { fill: var(--observed); fill-opacity: .3; stroke: var(--observed); stroke-width: 1; }
.arrow.contested path { fill: var(--bad); stroke: var(--bad); }
.arrow.belief path { stroke: var(--clock); stroke-width: 2; }
.arrow.gap path { stroke: var(--process); }
.kinds label { display: inline-block; margin: 0 1rem .2rem 0; font-size: .875rem; }
.tools input[type="range"] { flex: 1 1 10rem; max-width: 24rem; padding: 0; }
.replicas { font-size: .85rem; }
.replicas .cited { background: var(--bad-ground); }
.cycle .edge path { fill: none; stroke: var(--bad); stroke-width: 1.5; }
.cycle marker path { fill: var(--bad); }
.cycle .edge text { paint-order: stroke; stroke: var(--ground); stroke-width: 5px; }
.cycle .transaction rect { fill: var(--raised); stroke: var(--strong-rule); }
.cycle .transaction .name { font-weight: 700; fill: var(--ink); }
.cycle .transaction .what { font: 11px/1 ui-monospace, "SF Mono", Menlo, Consolas, monospace; }
.operations .pinned { outline: 2px solid var(--focus); outline-offset: -2px; }
figure { margin: 1.25rem 0 2rem; }
figcaption { color: var(--quiet); font-size: .9rem; }
figcaption b { color: var(--ink); font-weight: 600; }
.timeline { display: flex; align-items: flex-start; background: var(--ground); }
.timeline svg { flex: none; display: block; }
.timeline .names { position: sticky; left: 0; background: var(--ground); z-index: 1; }
.patterns { position: absolute; }
svg text { font: 11px/1 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; fill: var(--ink); }
svg .detail, svg .tick, svg .skipped { fill: var(--quiet); }
.names text { font-size: 12px; font-weight: 600; }
.names .detail { font-weight: 400; font-size: 11px; }
.plot .frame { fill: none; stroke: var(--rule); }
.plot .grid { stroke: var(--rule); stroke-width: 1; }
.plot .lane { stroke: var(--rule); stroke-width: 1; stroke-dasharray: 1 3; }
.plot .label { font: 11px/1 ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace; fill: var(--quiet); white-space: pre; }
.plot .label.cited { fill: var(--bad); font-weight: 700; paint-order: stroke; stroke: var(--ground); stroke-width: 3px; }
.plot a { text-decoration: none; cursor: pointer; }
.plot a:focus { outline: none; }
.plot a:focus-visible .bar { stroke: var(--focus); stroke-width: 3; }
.fault .strip { fill: currentColor; fill-opacity: .2; stroke: currentColor; stroke-opacity: .6; }
.fault .band { fill: currentColor; fill-opacity: .07; }
.fault:hover .band { fill-opacity: .16; }
.fault text { font-size: 10.5px; }
.fault.network, .faults .network::marker { color: var(--network); }
.fault.process, .faults .process::marker { color: var(--process); }
.fault.clock, .faults .clock::marker { color: var(--clock); }
.fault.messages, .faults .messages::marker { color: var(--messages); }
.faults li::marker { font-weight: 700; }
.fault.waiting .band { fill-opacity: 0; }
.fault.waiting, .faults .waiting::marker { color: var(--quiet); }
.heal line { stroke: var(--good); stroke-width: 1.5; stroke-dasharray: 5 3; }
.heal text { fill: var(--good); font-weight: 600; }
.op .bar { stroke: var(--ground); stroke-width: 1; }
.op.ok .bar { fill: var(--ok); }
.op.fail .bar { fill: var(--ground); stroke: var(--fail); stroke-width: 1.5; }
.op .cross { stroke: var(--fail); stroke-width: 2; fill: none; }
.op.info .bar { fill: url(#hatch); stroke: var(--info); stroke-width: 1; }
.op.info .fade { fill: url(#fading); }
.op.observed .bar { fill: var(--observed); }
.op .ring { fill: var(--bad-ground); stroke: var(--bad); stroke-width: 2; }
.hatch-ground { fill: var(--ground); }
.hatch-line { fill: var(--info); }
.fading-from { stop-color: var(--info); stop-opacity: .55; }
.fading-to { stop-color: var(--info); stop-opacity: 0; }
.zoomed { fill: none; stroke: var(--bad); stroke-width: 1.5; stroke-dasharray: 4 3; pointer-events: none; }
.legend { display: flex; flex-wrap: wrap; gap: .2rem 1.4rem; list-style: none; padding: 0; font-size: .85rem; color: var(--quiet); max-width: none; }
.legend li { display: flex; align-items: center; gap: .45rem; }
.key { list-style: none; padding: 0; font-size: .9rem; max-width: none; }
.key li { margin: .25rem 0; padding-left: 2rem; text-indent: -2rem; }
.key .letter { text-indent: 0; }
@media print {
  .timeline { display: grid; grid-template-columns: 92fr 968fr; overflow: visible; }
  .timeline svg { width: 100%; height: auto; position: static; }
}
`;
