/** Type, measure, and the parts that every page has. */
export const PAGE = `
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; scroll-padding-top: 1rem; }
body {
  margin: 0; background: var(--ground); color: var(--ink);
  font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
  overflow-wrap: break-word;
}
main { max-width: 76rem; margin: 0 auto; padding: 2rem 1.25rem 5rem; }
h1, .sentence { font-family: ui-serif, Charter, "Iowan Old Style", "Source Serif 4", Georgia, serif; }
h1 { font-size: 2rem; line-height: 1.25; margin: .25rem 0 1rem; font-weight: 600; text-wrap: pretty; overflow-wrap: anywhere; }
h1.sentence { font-size: 1.9rem; line-height: 1.25; max-width: 46rem; }
.witness { font-size: 1.02rem; }
h1 a { font-weight: 600; }
h2 { font-size: 1.2rem; margin: 3rem 0 .75rem; padding-top: .6rem; border-top: 1px solid var(--strong-rule); }
h3 { font-size: 1rem; margin: 1.5rem 0 .4rem; }
p, ul, ol, dl { max-width: 46rem; margin: .6rem 0; }
a { color: var(--link); text-underline-offset: .15em; text-decoration-thickness: from-font; }
a:focus-visible, summary:focus-visible, .scroll:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
code { font: .875em/1.5 ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace; overflow-wrap: anywhere; }
sup { font-size: .7em; line-height: 0; margin-left: .1em; }
nav, .quiet { color: var(--quiet); }
nav { font-size: .875rem; }
.overline { color: var(--quiet); margin: 1.25rem 0 0; font-size: .95rem; }
.lead { color: var(--quiet); }
.bad { color: var(--bad); }
.skip { position: absolute; left: -100vw; }
.skip:focus { left: 1rem; top: .5rem; }
button, select, input { font: inherit; font-size: .875rem; color: inherit; background: var(--ground); border: 1px solid var(--strong-rule); border-radius: 4px; padding: .25rem .6rem; max-width: 100%; }
button { cursor: pointer; }
button:hover { background: var(--raised); }
button:focus-visible, select:focus-visible, input:focus-visible, canvas:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
button.link { border: 0; padding: 0; background: none; color: var(--link); text-decoration: underline; text-underline-offset: .15em; font-variant-numeric: tabular-nums; }
.opening { display: grid; grid-template-columns: minmax(0, 1fr) 19rem; gap: 1rem 3rem; align-items: start; }
.card { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: .3rem 1rem; margin: 1.25rem 0 0; padding: .9rem 1rem; background: var(--raised); border-radius: 6px; font-size: .9rem; }
.card dt { color: var(--quiet); }
.card dd { margin: 0; overflow-wrap: anywhere; }
.code-version { font: .8rem/1.6 ui-monospace, "SF Mono", Menlo, Consolas, monospace; }
.story-steps { list-style: none; counter-reset: step; padding: 0; max-width: 62rem; }
.story-steps > li { counter-increment: step; display: grid; grid-template-columns: 1.6rem 4.6rem minmax(0, 1fr); gap: 0 .6rem; padding: .45rem 0; border-bottom: 1px solid var(--rule); }
.story-steps > li::before { content: counter(step); color: var(--quiet); font-variant-numeric: tabular-nums; text-align: right; }
.story-steps .when { color: var(--quiet); font-variant-numeric: tabular-nums; }
.story-steps .verdict-step { border-bottom: 0; color: var(--bad); font-weight: 600; }
.story-steps .verdict-step .when, .story-steps q { font-weight: 400; color: var(--ink); }
.downloads { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .6rem 1.5rem; max-width: none; }
.said { font-size: .875rem; color: var(--good); margin-left: .6rem; }
.cap { font: 600 .8rem/1 system-ui, sans-serif; letter-spacing: .04em; border: 1px solid var(--strong-rule); border-radius: 3px; padding: .1rem .35rem; vertical-align: .15em; }
summary { cursor: pointer; padding: .35rem 0; color: var(--link); }
.standing { border-left: 4px solid var(--quiet); background: var(--raised); padding: .6rem .9rem; }
.standing.bug { border-color: var(--bad); background: var(--bad-ground); }
.standing.past-contract { border-color: var(--info); }
.standing.past-contract strong { color: var(--info); }
.reproduce { max-width: none; display: flex; flex-wrap: wrap; align-items: center; gap: .5rem .75rem; }
.reproduce code { background: var(--raised); border: 1px solid var(--rule); border-radius: 4px; padding: .4rem .8rem; user-select: all; -webkit-user-select: all; }
.reproduce span:first-child { font-size: .875rem; color: var(--quiet); }
.facts { display: grid; gap: .35rem 3rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 27rem), 1fr)); max-width: none; }
.faults { max-width: none; }
.facts > div { display: grid; align-content: start; grid-template-columns: 8rem minmax(0, 1fr); gap: 1rem; }
.facts dt { color: var(--quiet); }
.facts dd { margin: 0; }
.steps li, .faults li { margin: .35rem 0; padding-left: .25rem; }
.cases { list-style: none; padding: 0; max-width: none; }
.cases li { margin: .3rem 0; }
.failures { border-left: 2px solid var(--rule); padding-left: 1rem; margin: 1rem 0; }
.failures.bug { border-color: var(--bad); }
.failures h3 { margin-top: 0; }
.failures h3 .quiet { font-weight: 400; }
.citation { white-space: nowrap; }
.letter { display: inline-block; min-width: 1.35rem; text-align: center; font: 700 .8rem/1.35rem system-ui, sans-serif; color: var(--bad); border: 1.5px solid var(--bad); border-radius: 3px; margin-right: .45rem; text-decoration: none; }
:target { outline: 2px solid var(--focus); outline-offset: 2px; }
@media (max-width: 60rem) {
  .opening { grid-template-columns: minmax(0, 1fr); }
}
@media (max-width: 40rem) {
  main { padding: 1rem 1rem 4rem; }
  h1.sentence { font-size: 1.4rem; }
  button:not(.link), select, input[type="search"] { min-height: 2.5rem; min-width: 2.5rem; }
  .filters fieldset label, .kinds label { display: inline-flex; align-items: center; min-height: 2.5rem; }
  .facts > div { grid-template-columns: 1fr; gap: 0; }
  .story-steps > li { grid-template-columns: 1.2rem minmax(0, 1fr); }
  .story-steps > li > :last-child { grid-column: 2; }
}
@media print {
  main { max-width: none; padding: 0; }
  .skip, nav { display: none; }
  h2, h3 { break-after: avoid; }
  tr, figure, .standing { break-inside: avoid; }
}
`;
