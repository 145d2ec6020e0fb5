import type { VNode } from 'preact';
import type { Exercised } from '../../checkers/verdict.ts';
import { countText } from '../text/numbers.ts';
import { counterWords } from '../text/names.ts';

/** What a check really met, as `412 concurrent reads`. What was never met is said as well. */
export function ExercisedList({ exercised }: { readonly exercised: Exercised }): VNode {
  const entries = Object.entries(exercised);
  if (entries.length === 0) return <span class="quiet">not counted</span>;
  return (
    <ul class="inline">
      {entries.map(([name, count]) => (
        <li key={name} class={count === 0 ? 'quiet' : undefined}>
          <b>{countText(count)}</b> {counterWords(name)}
        </li>
      ))}
    </ul>
  );
}
