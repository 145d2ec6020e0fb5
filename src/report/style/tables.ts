/** Tables: rules between rows only, figures in columns, and a scroll of their own on narrow screens. */
export const TABLES = `
.scroll { overflow-x: auto; max-width: 100%; margin: .75rem 0 1.25rem; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; line-height: 1.45; }
caption { text-align: left; color: var(--quiet); font-size: .875rem; padding-bottom: .4rem; }
th, td { text-align: left; vertical-align: top; padding: .4rem .9rem .4rem 0; border-bottom: 1px solid var(--rule); font-weight: 400; }
thead th { color: var(--quiet); font-size: .8rem; line-height: 1.3; vertical-align: bottom; border-bottom-color: var(--strong-rule); }
tbody th[scope="row"] { font-weight: 600; }
tbody th .quiet { font-weight: 400; display: block; }
th.wide { min-width: 15rem; max-width: 24rem; }
.number, .numbers td, .numbers thead th + th { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.numbers thead th + th { white-space: normal; min-width: 4.5rem; }
.numbers thead th.name { text-align: left; }
.numbers .prose, .numbers thead th.prose { text-align: left; white-space: normal; min-width: 16rem; padding-left: 1.2rem; }
.scorecard { margin: 0 0 1.75rem; }
.scorecard .claim { margin: 0 0 .5rem; }
.scores { display: grid; max-width: none; grid-template-columns: repeat(auto-fill, minmax(11rem, 1fr)); gap: .75rem 1.25rem; margin: 0; }
.scores > div { border-top: 1px solid var(--rule); padding-top: .35rem; }
.scores dt { color: var(--quiet); font-size: .875rem; }
.scores dd { margin: 0; }
.scorecard .claim a { font-weight: 600; font-size: 1.05rem; }
.scorecard .statement { color: var(--quiet); font-size: .875rem; }
.numbers td.name { text-align: left; }
.boundary .expected { border: 1.5px solid var(--strong-rule); border-radius: 3px; padding: 0 .45em; }
.boundary th[scope="row"] { min-width: 14rem; }
.verdict { font-weight: 600; white-space: nowrap; }
.verdict.holds { color: var(--good); }
.verdict.violated { color: var(--bad); }
.verdict.unknown { color: var(--info); }
.verdict.vacuous { color: var(--quiet); }
.strength { font-size: .78rem; line-height: 1.4; color: var(--quiet); }
td:has(ul.inline) { min-width: 13rem; }
ul.inline { list-style: none; margin: 0; padding: 0; max-width: none; }
table ul.inline li { display: inline-block; margin-right: .9em; white-space: nowrap; }
.strength ul.inline li { display: block; margin: 0; white-space: normal; }
ul.inline b { font-weight: 600; color: var(--ink); font-variant-numeric: tabular-nums; }
.operations { font-size: .85rem; }
.operations th, .operations td { padding-right: .8rem; }
.operations tbody th { white-space: nowrap; font-variant-numeric: tabular-nums; font-weight: 400; }
.operations td:has(code) { min-width: 12rem; }
.operations .cited { background: var(--bad-ground); }
.operations .nemesis { color: var(--quiet); background: var(--raised); }
.operations tr > :first-child { padding-left: .5rem; }
.outcome { white-space: nowrap; }
.outcome.ok { color: var(--ok); }
.outcome.fail { color: var(--fail); }
.outcome.info { color: var(--info); }
details.value summary { padding: 0; color: inherit; }
details.value > code { display: block; max-height: 20rem; overflow-y: auto; background: var(--raised); padding: .4rem; }
`;
