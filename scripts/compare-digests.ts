import { EVENTS_PER_CHECKPOINT } from '../src/simulation/digest.ts';

/** What a run left in one process. */
export interface RunDigest {
  readonly system: string;
  readonly seed: number;
  readonly digest: string;
  /** The digest after each 1,024 events. */
  readonly checkpoints: readonly string[];
}

/** Says of each run that was not the same in both processes where it began to differ. */
export function compareDigests(one: readonly RunDigest[], other: readonly RunDigest[]): readonly string[] {
  const complaints = one.flatMap((run, at) => {
    const twin = other[at];
    if (twin === undefined) return [`${run.system} seed ${run.seed}: missing in the second process`];
    if (run.digest === twin.digest) return [];
    return [`${run.system} seed ${run.seed}: ${run.digest} and ${twin.digest}, ${whereTheyPart(run, twin)}`];
  });
  return one.length < other.length ? [...complaints, 'the second process made more runs'] : complaints;
}

function whereTheyPart(run: RunDigest, twin: RunDigest): string {
  const at = run.checkpoints.findIndex((checkpoint, i) => checkpoint !== twin.checkpoints[i]);
  if (at === -1) return `after event ${run.checkpoints.length * EVENTS_PER_CHECKPOINT}`;
  return `between events ${at * EVENTS_PER_CHECKPOINT} and ${(at + 1) * EVENTS_PER_CHECKPOINT}`;
}
