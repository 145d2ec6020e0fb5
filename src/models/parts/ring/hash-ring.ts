import { mix } from '../../../simulation/hash.ts';

/** A node of a ring, and what it should not share with other replicas of a key: its rack or zone. */
export interface RingMember {
  readonly name: string;
  readonly place: string;
}

/** A 32-bit integer for a text. All processes of a system must compute the same one. */
export type RingHash = (text: string) => number;

/**
 * Consistent hashing with virtual nodes (Karger et al., STOC 1997; DeCandia et al., "Dynamo", SOSP 2007, 4.2 and 6.2,
 * strategy 1): each member owns the arcs before its tokens, so a member that comes or goes moves only its own share of
 * the keys.
 */
export class HashRing {
  readonly #members: readonly RingMember[];
  readonly #hash: RingHash;
  /** Token × number of members + index of the member, ascending. */
  readonly #tokens: Float64Array;

  /** @throws RangeError when there is no member, or no virtual node. */
  constructor(members: readonly RingMember[], virtualNodes: number, hash: RingHash) {
    if (members.length === 0 || virtualNodes < 1) throw new RangeError('a ring needs members and virtual nodes');
    this.#members = members;
    this.#hash = hash;
    this.#tokens = new Float64Array(members.length * virtualNodes);
    let filled = 0;
    members.forEach(({ name }, index) => {
      const nameHash = hash(name);
      for (let nth = 0; nth < virtualNodes; nth++)
        this.#tokens[filled++] = (mix(nameHash, nth) >>> 0) * members.length + index;
    });
    this.#tokens.sort();
  }

  /**
   * All members in the order in which they are asked for a key: clockwise from it, but the first `replicas` of them in
   * different places as far as there are so many.
   */
  preferenceList(key: string, replicas: number): readonly string[] {
    const clockwise = this.#walk(key);
    const chosen: RingMember[] = [];
    const passedOver: RingMember[] = [];
    for (const member of clockwise) {
      const isNewPlace = chosen.every((other) => other.place !== member.place);
      (chosen.length < replicas && isNewPlace ? chosen : passedOver).push(member);
    }
    return [...chosen, ...passedOver].map((member) => member.name);
  }

  #walk(key: string): readonly RingMember[] {
    const count = this.#members.length;
    const length = this.#tokens.length;
    const start = this.#firstAtOrAfter((this.#hash(key) >>> 0) * count);
    const met = new Set<RingMember>();
    for (let step = 0; step < length && met.size < count; step++) {
      const member = this.#members[(this.#tokens[(start + step) % length] ?? 0) % count];
      if (member !== undefined) met.add(member);
    }
    return [...met];
  }

  #firstAtOrAfter(token: number): number {
    let low = 0;
    let high = this.#tokens.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#tokens[middle] ?? Infinity) < token) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
