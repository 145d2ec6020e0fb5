import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'vendor/*/test/**/*.test.ts'],
    setupFiles: ['test/helpers/seed-properties.ts'],
    testTimeout: 120_000,
    pool: 'threads',
    // Otherwise a run leaves one core idle.
    maxWorkers: '100%',
    // Some environments ask for colours, and texts are compared as they are.
    env: { NO_COLOR: '1' },
    reporters: ['default', './test/reporters/skip-reporter.ts'],
    coverage: { provider: 'v8', include: ['src/**', 'vendor/porcupine-ts/src/**'] },
  },
});
