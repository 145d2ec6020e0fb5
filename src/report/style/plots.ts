/** Plots of a run. Outcomes differ in form as well as in colour. */
export const PLOTS = `
.charts { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 28rem), 1fr)); gap: 0 2rem; }
.chart { margin: .75rem 0; }
.chart svg { width: 100%; height: auto; display: block; }
.chart .grid { stroke: var(--rule); }
.chart .tick { fill: var(--quiet); }
.fault-band { fill: currentColor; fill-opacity: .08; }
.fault-band.network { color: var(--network); }
.fault-band.process { color: var(--process); }
.fault-band.clock { color: var(--clock); }
.fault-band.messages { color: var(--messages); }
.fault-band.waiting { fill-opacity: 0; }
.dots.ok { fill: var(--ok); }
.dots.fail { stroke: var(--fail); stroke-width: 1.5; fill: none; }
.dots.info { stroke: var(--info); fill: var(--ground); }
.layer.ok { fill: var(--ok); fill-opacity: .75; }
.layer.fail { fill: var(--fail); fill-opacity: .75; }
.layer.info { fill: var(--info); fill-opacity: .75; }
.side.majority { fill: none; stroke: var(--ok); stroke-width: 2; }
.side.minority { fill: var(--network); }
.goodput { fill: none; stroke: var(--ok); stroke-width: 2; }
.goodput.asked { stroke: var(--quiet); stroke-width: 1; stroke-dasharray: 3 3; }
.read { fill: var(--ok); fill-opacity: .6; }
.read.stale { fill: var(--bad); fill-opacity: .8; }
.truth { stroke: var(--ink); stroke-dasharray: 4 3; }
.belief { fill: none; stroke: var(--clock); stroke-opacity: .5; }
.interval { stroke: var(--clock); stroke-width: 2; }
.likelihood { fill: none; stroke: var(--ok); stroke-width: 2; }
circle.likelihood { fill: var(--ok); stroke: none; }
circle.likelihood.jump { fill: var(--bad); }
.necessity { list-style: none; padding: 0; }
.necessity .needed b { color: var(--bad); }
.necessity .spare { color: var(--quiet); }
.linearization { max-width: none; }
.linearization text { font: 11px var(--mono, monospace); fill: var(--ink); }
.linearization rect.possible { fill: var(--ok); fill-opacity: .35; stroke: var(--ok); }
.linearization rect.open { fill: none; stroke: var(--info); stroke-dasharray: 5 3; }
.linearization rect.stuck { fill: none; stroke: var(--bad); stroke-width: 2; }
.linearization .point circle { fill: var(--ink); }
.linearization .point text { fill: var(--ground); font-weight: 700; }
.interval.wrong { stroke: var(--bad); stroke-width: 3; }
`;

/** The index: how often what broke where. */
export const HEAT = `
.heat td { text-align: center; font-variant-numeric: tabular-nums; padding: .4rem .3rem; border-left: 2px solid var(--ground); }
.heat th[scope="row"] { font-weight: 400; white-space: nowrap; }
.heat .correct th[scope="row"] { font-weight: 600; }
.heat td .quiet { font-size: .8em; color: inherit; }
.heat-none { color: var(--quiet); }
.heat-0 { background: var(--raised); }
.heat-1 { background: color-mix(in srgb, var(--bad) 12%, var(--ground)); }
.heat-2 { background: color-mix(in srgb, var(--bad) 22%, var(--ground)); }
.heat-3 { background: color-mix(in srgb, var(--bad) 32%, var(--ground)); }
.heat-4 { background: color-mix(in srgb, var(--bad) 42%, var(--ground)); }
.signatures th[scope="row"] { max-width: 26rem; }
`;
