/** A polynomial checker; `decide-fast.ts` has them all. */
export type FastName =
  | 'append-only-log'
  | 'bag'
  | 'counter'
  | 'fenced-lease'
  | 'fifo-queue'
  | 'key-value'
  | 'owner-mutex'
  | 'priority-queue'
  | 'register'
  | 'set'
  | 'stack'
  | 'unique-ids'
  | 'versioned-register';
