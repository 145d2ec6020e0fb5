// The package's entry for vitest: importing it adds the matchers.
import { expect } from 'vitest';
import { type CapcheckMatchers, MATCHERS } from './matchers.ts';

declare module 'vitest' {
  interface Matchers<T> extends CapcheckMatchers<T> {}
}

expect.extend(MATCHERS);

export { type CapcheckMatchers, MATCHERS } from './matchers.ts';
export { simulate } from './simulate.ts';
