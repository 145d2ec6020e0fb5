import fc from 'fast-check';

/** Properties are tried with the same values in every run of the tests, and with others where the environment names a seed. */
const DEFAULT_SEED = 20;

fc.configureGlobal({ seed: Number(process.env['CAPCHECK_PROPERTY_SEED'] ?? DEFAULT_SEED) });
