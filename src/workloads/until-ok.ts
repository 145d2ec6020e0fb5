import type { Task, Wait } from '../simulation/task.ts';

/** Something that may come to nothing: undefined then. */
type Attempt<T> = Iterable<Wait<unknown>, T | undefined, unknown>;

/** Tries again and again until something comes of it (Jepsen's `until-ok`). How long one try may take is the attempt's own. */
export function* untilOk<T>(attempt: () => Attempt<T>): Task<T> {
  for (;;) {
    const result = yield* attempt();
    if (result !== undefined) return result;
  }
}
