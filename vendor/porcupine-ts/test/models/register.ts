import type { Model } from '../../src/index.ts';

export type RegisterInput = { readonly kind: 'write'; readonly value: number } | { readonly kind: 'read' };

/** A register that holds 0 at first; a write's output is not looked at. */
export const register: Model<number, RegisterInput, number> = {
  init: () => 0,
  step(state, input, output) {
    if (input.kind === 'write') return input.value;
    return output === state ? state : undefined;
  },
  describeOperation: (input, output) => (input.kind === 'write' ? `put(${input.value})` : `get() -> ${output}`),
};
