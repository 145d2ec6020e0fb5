import { Search, type SearchState } from './search.ts';
import { timelineOf, type Problem, type Timeline } from './timeline.ts';

/** A search that is taken up again as long as there is budget. */
export class Decision {
  readonly problem: Problem;
  readonly timeline: Timeline;
  readonly search: Search;

  constructor(problem: Problem) {
    this.problem = problem;
    this.timeline = timelineOf(problem);
    this.search = new Search(problem, this.timeline);
  }

  /**
   * Spends at most about `steps` on it, half of them deep and half wide: going deep finds an order soon where one exists,
   * going wide forgets as it goes and is not misled by a bad choice made early.
   */
  continue(steps: number, bytes: number): SearchState {
    const { search } = this;
    const end = search.steps + steps;
    for (let slice = 4096; search.state === 'searching' && search.steps < end && search.bytes <= bytes; slice *= 2) {
      search.run('deep', Math.min(slice, end - search.steps), bytes / 2);
      search.run('wide', Math.min(slice, end - search.steps), bytes);
    }
    return search.state;
  }
}
