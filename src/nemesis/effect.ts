/** What a fault did, as far as it had to be found out when it began, and how to take it back. */
export interface Effect {
  /** What the history says of it: resolved targets, links, amounts. */
  readonly resolved: Readonly<Record<string, unknown>>;
  heal(): void;
}
