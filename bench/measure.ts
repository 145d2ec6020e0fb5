/** CPU seconds that `run` took, and what it returned. */
export function cpuSeconds<T>(run: () => T): { readonly seconds: number; readonly result: T } {
  const before = process.cpuUsage();
  const result = run();
  const { user, system } = process.cpuUsage(before);
  return { seconds: (user + system) / 1e6, result };
}

/** Mebibytes that the process had resident at its peak. */
export function peakMebibytes(): number {
  return Math.round(process.resourceUsage().maxRSS / 1024);
}

/** The middle one of an odd number of figures. */
export function median(figures: readonly number[]): number {
  const sorted = [...figures].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}
