/** One committed value of a key. */
export interface Version {
  readonly timestamp: number;
  readonly value: unknown;
}

/** Every committed value of every key, by timestamp: reads at a timestamp see the past as it was (MVCC). */
export class VersionStore {
  readonly #versions = new Map<string, Version[]>();

  /** Adds a version; late ones find their place. */
  write(key: string, timestamp: number, value: unknown): void {
    const versions = this.#versions.get(key) ?? [];
    let at = versions.length;
    while (at > 0 && (versions[at - 1]?.timestamp ?? 0) > timestamp) at--;
    versions.splice(at, 0, { timestamp, value });
    this.#versions.set(key, versions);
  }

  /** The newest version at or below a timestamp. */
  readAt(key: string, timestamp: number): Version | undefined {
    return this.#versions.get(key)?.findLast((version) => version.timestamp <= timestamp);
  }

  latest(key: string): Version | undefined {
    return this.#versions.get(key)?.at(-1);
  }

  /** All versions of keys that satisfy the condition, as plain data. */
  extract(isWanted: (key: string) => boolean): readonly (readonly [string, readonly Version[]])[] {
    return [...this.#versions].filter(([key]) => isWanted(key)).map(([key, versions]) => [key, [...versions]]);
  }

  /** Takes over versions that `extract` gave. */
  absorb(extracted: readonly (readonly [string, readonly Version[]])[]): void {
    for (const [key, versions] of extracted) this.#versions.set(key, [...versions]);
  }

  drop(isUnwanted: (key: string) => boolean): void {
    for (const key of [...this.#versions.keys()]) if (isUnwanted(key)) this.#versions.delete(key);
  }
}
