/**
 * Shares partitions out among members, evenly, and leaves with each what it has as far as that is even (sticky assignment,
 * KIP-54).
 *
 * @param owned what each member has at present; its keys are all members
 */
export function shareOut(
  partitions: readonly string[],
  owned: ReadonlyMap<string, readonly string[]>,
): ReadonlyMap<string, readonly string[]> {
  const members = [...owned.keys()].sort();
  const most = Math.ceil(partitions.length / Math.max(1, members.length));
  const shares = new Map(members.map((member): [string, string[]] => [member, []]));
  const give = (partition: string, member: string | undefined): void => {
    if (member !== undefined) shares.get(member)?.push(partition);
  };
  const sizeOf = (member: string): number => shares.get(member)?.length ?? 0;
  const free: string[] = [];
  for (const partition of partitions) {
    const owner = members.find((member) => owned.get(member)?.includes(partition) === true && sizeOf(member) < most);
    if (owner === undefined) free.push(partition);
    else give(partition, owner);
  }
  for (const partition of free) give(partition, members.toSorted((a, b) => sizeOf(a) - sizeOf(b))[0]);
  return shares;
}

/** What each member may take now: nothing that another one has still, and gives up only when it hears of it (KIP-429). */
export function withoutOwnedByOthers(
  shares: ReadonlyMap<string, readonly string[]>,
  owned: ReadonlyMap<string, readonly string[]>,
): ReadonlyMap<string, readonly string[]> {
  const ownerOf = new Map(
    [...owned].flatMap(([member, partitions]) => partitions.map((name) => [name, member] as const)),
  );
  return new Map(
    [...shares].map(([member, partitions]) => [
      member,
      partitions.filter((partition) => (ownerOf.get(partition) ?? member) === member),
    ]),
  );
}
