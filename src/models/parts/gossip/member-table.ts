/**
 * What is known of one member. Only the member itself makes new entries: the generation counts its starts, the
 * heartbeat its rounds, so of two entries the one with the higher (generation, heartbeat) is newer (van Renesse et al.,
 * "A gossip-style failure detection service", 1998). Plain data.
 */
export interface Member<S extends string> {
  readonly name: string;
  readonly generation: number;
  readonly heartbeat: number;
  readonly status: S;
}

/** An entry that was newer than what was known before. */
export interface News<S extends string> {
  readonly member: Member<S>;
  readonly before: Member<S> | undefined;
}

/** The newest entry that has been heard of, per member. */
export class MemberTable<S extends string> {
  readonly #members = new Map<string, Member<S>>();

  constructor(members: readonly Member<S>[]) {
    this.merge(members);
  }

  get(name: string): Member<S> | undefined {
    return this.#members.get(name);
  }

  /** All entries, in the order in which members were first heard of. */
  entries(): readonly Member<S>[] {
    return [...this.#members.values()];
  }

  /** Takes over newer entries, and returns them with those they replace. */
  merge(heard: readonly Member<S>[]): readonly News<S>[] {
    const news: News<S>[] = [];
    for (const member of heard) {
      const before = this.#members.get(member.name);
      if (before !== undefined && !isNewer(member, before)) continue;
      this.#members.set(member.name, member);
      news.push({ member, before });
    }
    return news;
  }
}

function isNewer(a: Member<string>, b: Member<string>): boolean {
  return a.generation !== b.generation ? a.generation > b.generation : a.heartbeat > b.heartbeat;
}
