import type { State } from '../model.ts';
import type { Budget } from './budget.ts';
import type { Search } from './search.ts';

const FIRST_TURN_STEPS = 256;

/**
 * Runs the searches of all partitions in turns that double in length each round, so that a partition which explodes
 * does not hide the violation of a later one. The order of steps depends on nothing but the history.
 *
 * @param untilIllegal whether one partition's violation ends all searches
 */
export function runInTurns<S extends State, I, O, M>(
  searches: readonly Search<S, I, O, M>[],
  budget: Budget,
  untilIllegal: boolean,
): void {
  let open = searches.filter((search) => search.outcome === 'open');
  for (let turn = FIRST_TURN_STEPS; open.length > 0; turn *= 2) {
    for (const search of open) {
      let left = turn;
      while (left > 0 && search.outcome === 'open') {
        const granted = Math.min(left, budget.grant());
        if (granted === 0) return;
        const taken = search.run(granted);
        budget.spent += taken;
        left -= taken;
      }
      if (untilIllegal && search.outcome === 'illegal') return;
    }
    open = open.filter((search) => search.outcome === 'open');
  }
}
