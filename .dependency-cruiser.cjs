/**
 * The import rules of the design, one way only:
 *   cli, vitest → search, report, reporters → claims → checkers → history
 *   search → models, nemesis, workloads → simulation → history
 *
 * Each folder lists what it may import; everything else inside src is refused.
 */
/** Small helpers that know nothing of the domain; they import nothing of ours. */
const helpers = ['^src/(unknown-name-error|group-by|write-whole)\\.ts$'];
const layers = {
  history: [],
  checkers: ['history'],
  simulation: ['history'],
  workloads: ['simulation', 'history'],
  nemesis: ['simulation', 'workloads', 'history'],
  models: ['nemesis', 'workloads', 'simulation', 'history'],
  claims: ['checkers', 'history'],
  report: ['claims', 'checkers', 'history'],
  search: ['claims', 'checkers', 'models', 'nemesis', 'workloads', 'simulation', 'history'],
  reporters: ['search', 'report', 'claims', 'checkers', 'models', 'nemesis', 'workloads', 'simulation', 'history'],
};

/** Single files that a folder may import beyond its layers. */
const exceptions = {
  // A vocabulary is pure data: names of guarantees, kinds of faults, the shape of a claim.
  models: ['^src/claims/vocabulary\\.ts$'],
  nemesis: ['^src/claims/vocabulary\\.ts$'],
  // A report names every system and preset there is.
  report: ['^src/models/registry\\.ts$', '^src/nemesis/preset\\.ts$'],
};

/** Folders that may take the types, and nothing but the types, of layers beyond their own. */
const typesOnly = { report: ['search', 'models', 'nemesis', 'simulation'] };

const layerRules = Object.entries(layers).map(([folder, allowed]) => ({
  name: `${folder}-imports-one-way`,
  comment: `src/${folder} may import ${allowed.map((name) => `src/${name}`).join(', ') || 'no other folder of src'}.`,
  severity: 'error',
  from: { path: `^src/${folder}/` },
  to: {
    path: '^src/',
    pathNot: [
      `^src/${folder}/`,
      ...allowed.map((name) => `^src/${name}/`),
      ...(typesOnly[folder] ?? []).map((name) => `^src/${name}/`),
      ...(exceptions[folder] ?? []),
      ...helpers,
    ],
  },
}));

const typeRules = Object.entries(typesOnly).map(([folder, layersOfTypes]) => ({
  name: `${folder}-imports-types-only`,
  comment: `src/${folder} may import only types of ${layersOfTypes.map((name) => `src/${name}`).join(', ')}.`,
  severity: 'error',
  from: { path: `^src/${folder}/` },
  to: {
    path: layersOfTypes.map((name) => `^src/${name}/`),
    pathNot: exceptions[folder] ?? [],
    dependencyTypesNot: ['type-only'],
  },
}));

module.exports = {
  forbidden: [
    ...layerRules,
    ...typeRules,
    {
      name: 'helpers-stand-alone',
      comment: 'What is open to all imports nothing of ours.',
      severity: 'error',
      from: { path: helpers },
      to: { path: '^src/' },
    },
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one file, or three.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'porcupine-behind-one-door',
      comment: 'Only the linearizability checker knows the port of Porcupine.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/checkers/linearizability/' },
      to: { path: '(^|/)porcupine-ts(/|$)' },
    },
    {
      name: 'vitest-only-in-its-folder',
      comment: 'The matchers are an entry of their own: nobody else needs vitest to be there.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/vitest/' },
      to: { path: 'node_modules/vitest/' },
    },
    {
      name: 'no-tests-in-product',
      severity: 'error',
      from: { path: '^(src|vendor/porcupine-ts/src)/' },
      to: { path: '(^|/)(test|bench|scripts)/' },
    },
    {
      name: 'no-development-packages-in-product',
      comment: 'What users install must bring everything it imports.',
      severity: 'error',
      from: { path: '^(src|vendor/porcupine-ts/src)/' },
      to: {
        dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'],
        dependencyTypesNot: ['npm', 'npm-peer', 'type-only'],
      },
    },
    {
      name: 'no-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'port-stands-alone',
      comment: 'The port of Porcupine is a package of its own.',
      severity: 'error',
      from: { path: '^vendor/porcupine-ts/src/' },
      to: { path: '^src/' },
    },
  ],
  options: {
    doNotFollow: { path: ['node_modules', '^vendor/[^/]+/dist'] },
    exclude: { path: '^(dist|reports)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.test.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['types', 'import', 'default'] },
  },
};
