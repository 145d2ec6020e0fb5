/** For each operation, the longest linearizable prefix that the search found it in. */
export class LongestPrefixes {
  private readonly longest = new Map<number, Int32Array>();

  /** Takes note of the first `depth` operations of `stack`, which are linearizable in this order. */
  record(stack: Int32Array, depth: number): void {
    let prefix: Int32Array | undefined;
    for (let index = 0; index < depth; index++) {
      const operation = stack[index]!;
      if ((this.longest.get(operation)?.length ?? 0) < depth) {
        prefix ??= stack.slice(0, depth);
        this.longest.set(operation, prefix);
      }
    }
  }

  /** The prefixes, each once, longest first. */
  distinct(): Int32Array[] {
    return [...new Set(this.longest.values())].sort((left, right) => right.length - left.length);
  }
}
