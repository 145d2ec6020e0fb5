import type { VNode } from 'preact';
import type { ReportView } from '../report-view.ts';
import { tallyCoverage } from '../tally/tally-coverage.ts';
import { countOf } from '../text/numbers.ts';

/** Situations that the code knows of and no run of a correct system met: what the verdicts say nothing about. */
export function NeverHit({ view }: { readonly view: ReportView }): VNode | null {
  const { correct } = view.groups;
  const rows = view.names.flatMap((name) => {
    const marks = tallyCoverage(correct.filter(({ system }) => system === name));
    return marks.length === 0 ? [] : [{ name, marks, missed: marks.filter(({ count }) => count === 0) }];
  });
  if (rows.length === 0) return null;
  return (
    <section aria-labelledby="never-hit">
      <h2 id="never-hit">Never met</h2>
      <p class="quiet">Situations that the code knows of. What no run met, no verdict speaks about.</p>
      <dl class="facts">
        {rows.map(({ name, marks, missed }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              {missed.length === 0
                ? `All ${countOf(marks.length, 'situation')} were met.`
                : `${missed.length} of ${countOf(marks.length, 'situation')}: ${missed.map((mark) => mark.name).join(', ')}.`}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
