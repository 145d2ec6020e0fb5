import type { Model } from '../../src/index.ts';

export type CasInput =
  | { readonly kind: 'read' }
  | { readonly kind: 'write'; readonly value: number }
  | { readonly kind: 'cas'; readonly from: number; readonly to: number };

/** `unknown`: the client never learnt the answer. */
export type CasOutput =
  | { readonly kind: 'value'; readonly value: number | null }
  | { readonly kind: 'done' }
  | { readonly kind: 'swapped'; readonly swapped: boolean }
  | { readonly kind: 'unknown' };

/** A register with compare-and-set that holds `null` at first. */
export const casRegister: Model<number | null, CasInput, CasOutput> = {
  init: () => null,
  step(state, input, output) {
    switch (input.kind) {
      case 'read':
        return output.kind === 'unknown' || (output.kind === 'value' && output.value === state) ? state : undefined;
      case 'write':
        return input.value;
      case 'cas': {
        const swaps = state === input.from;
        if (output.kind === 'swapped' && output.swapped !== swaps) return undefined;
        return swaps ? input.to : state;
      }
    }
  },
};
