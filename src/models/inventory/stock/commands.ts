import type { StripeChange } from '../messages.ts';

/** What the store's log holds. `id` names the server's question, so that it finds its answer. */
export type StockCommand =
  | { readonly type: 'open'; readonly id: string; readonly stripe: number; readonly token: number }
  | { readonly type: 'change'; readonly id: string; readonly changes: readonly StripeChange[] }
  /** Does nothing, but whoever sees it applied knows all that was decided before. */
  | { readonly type: 'look'; readonly id: string };
