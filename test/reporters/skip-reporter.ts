import type { Reporter, TestCase, TestModule, Vitest } from 'vitest/node';

/** Lists the tests that were skipped, each with its reason: what was not tested must not look as if it had passed. */
export default class SkipReporter implements Reporter {
  #isFiltered = false;

  onInit(vitest: Vitest): void {
    this.#isFiltered = vitest.config.testNamePattern !== undefined;
  }

  onTestRunEnd(modules: readonly TestModule[]): void {
    const skipped = modules.flatMap((module) => [...module.children.allTests('skipped')]);
    const shown = skipped.filter((test) => !this.#isFiltered || reasonOf(test) !== undefined);
    if (shown.length > 0) process.stdout.write(`\nSkipped, and why:\n${shown.map(lineOf).join('\n')}\n`);
  }
}

function lineOf(test: TestCase): string {
  return `  ${test.module.relativeModuleId} > ${test.fullName}: ${reasonOf(test) ?? 'NO REASON GIVEN'}`;
}

function reasonOf(test: TestCase): string | undefined {
  const result = test.result();
  return result.state === 'skipped' ? result.note : undefined;
}
