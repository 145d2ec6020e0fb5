import type { VNode } from 'preact';

const SAMPLES = [
  { class: 'delivered', d: 'M2 4L30 12', meaning: 'for another operation' },
  { class: 'chosen', d: 'M2 4L30 12', meaning: 'for a chosen operation' },
  { class: 'upkeep', d: 'M2 4L30 12', meaning: 'for no operation' },
  { class: 'lost', d: 'M2 4L18 9M14 5L22 13M22 5L14 13', meaning: 'lost' },
  { class: 'delayed', d: 'M2 2L30 16', meaning: 'far later than usual' },
  { class: 'doubled', d: 'M2 4L30 12', meaning: 'arrived twice' },
  { class: 'mark', d: 'M16 3L22 9L16 15L10 9Z', meaning: 'what a node stated or marked' },
  { class: 'reign', d: 'M13 1H20V17H13Z', meaning: 'a leader: of what and under what stands beside it' },
  { class: 'reign contested', d: 'M13 1H20V17H13Z', meaning: 'one of two leaders at one time' },
  { class: 'belief', d: 'M13 2H19M16 2V16M13 16H19', meaning: 'the true time, as a node believed it to be' },
  { class: 'gap', d: 'M12 2H22V16H12Z', meaning: 'the node was down or stood still' },
] as const;

/** Messages between nodes, and what replicas held: both are drawn by the page's script. */
export function SpaceTime(): VNode {
  return (
    <>
      <section aria-labelledby="space-time">
        <h2 id="space-time">Messages between nodes</h2>
        <p class="quiet">
          The stretch of the timeline, seen by the nodes: time runs downwards. The messages of a pinned operation stand
          out, or of those that the violation cites. While the last of them are under way time is stretched, as the blue
          edge shows; else each of them would be a level line.
        </p>
        <div id="space-time-place" class="picture" />
        <ul class="legend">
          {SAMPLES.map(({ class: name, d, meaning }) => (
            <li key={meaning}>
              <svg width={34} height={18} aria-hidden="true" class={`arrow ${name}`}>
                <path d={d} />
              </svg>
              {meaning}
            </li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="replicas">
        <h2 id="replicas">What replicas held</h2>
        <div id="replicas-place" />
      </section>
    </>
  );
}
