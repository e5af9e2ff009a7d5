import {
  DryRunStatus,
  determineHitLimitReached,
  TestStatus,
  toMutantRunResult,
} from '@stryker-mutator/api/test-runner';
import { loadTests } from './loadTests.mjs';

/** Where StrykerJS' instrumented code looks for the fault that is active, and tells what it came by. */
const shared = (globalThis.__stryker__ ??= {});

/**
 * Runs the engine's tests for StrykerJS in one process. The runner for jest starts jest anew and loads every file of tests
 * for each planted fault, which takes seconds; the engine and its tests are one small bundle, which takes milliseconds, and is
 * loaded anew for each fault, so that nothing of one is left for the next.
 */
export class EngineTestRunner {
  /** Milliseconds that each test took when no fault was planted, by its id. */
  #durations = new Map();
  /** The tests of what decides, and those of what searches whole fleets, which take longer to load. */
  #deciding;
  #searching;

  capabilities() {
    return { reloadEnvironment: true };
  }

  async init() {
    const isSearching = file => file.startsWith('src/reach/');
    this.#deciding = await loadTests(process.cwd(), file => !isSearching(file));
    this.#searching = await loadTests(process.cwd(), isSearching);
  }

  /**
   * What each test comes by. The tests are loaded anew for each: what one of them left in a cache, another would not come by.
   */
  async dryRun({ coverageAnalysis, disableBail, files = [] }) {
    this.#reset();
    const mutantCoverage = { static: {}, perTest: {} };
    shared.mutantCoverage = mutantCoverage;
    const programs = new Set(files.map(file => this.#testsOf(file)));
    const results = [];
    let atLoad = {};
    for (const program of programs) {
      const ids = program.load().map(({ id }) => id);
      atLoad = { ...atLoad, ...mutantCoverage.static };
      for (const id of ids) {
        const test = program.load().find(one => one.id === id);
        const { tests } = await this.#run([test], disableBail);
        results.push(...tests);
      }
    }
    // Loading again and again is not coming by again and again, from which StrykerJS tells a loop that does not end.
    Object.assign(mutantCoverage.static, atLoad);
    for (const { id, timeSpentMs } of results) {
      this.#durations.set(id, timeSpentMs);
    }
    return {
      status: DryRunStatus.Complete,
      tests: results,
      ...(coverageAnalysis !== 'off' && { mutantCoverage }),
    };
  }

  async mutantRun(options) {
    const { activeMutant, testFilter, hitLimit, disableBail } = options;
    this.#reset();
    const activate = () => {
      shared.activeMutant = activeMutant.id;
      shared.hitCount = hitLimit === undefined ? undefined : 0;
      shared.hitLimit = hitLimit;
    };
    if (options.mutantActivation === 'static') {
      activate();
    }
    let tests;
    try {
      tests = this.#testsOf(activeMutant.fileName).load();
    } catch (error) {
      return this.#endedBy(error);
    }
    activate();
    const wanted = testFilter && new Set(testFilter);
    const cost = ({ id }) => this.#durations.get(id) ?? 0;
    const chosen = tests
      .filter(({ id }) => !wanted || wanted.has(id))
      .sort((a, b) => cost(a) - cost(b));
    const result = await this.#run(chosen, disableBail);
    return (
      determineHitLimitReached(shared.hitCount, hitLimit) ??
      toMutantRunResult(result)
    );
  }

  /** What decides must be held up by its own tests: a search that fails with it is no test of it. */
  #testsOf(fileName) {
    return fileName.includes('/src/reach/') ? this.#searching : this.#deciding;
  }

  /** The tests could not even be loaded: all of them failed, the first as well. */
  #endedBy(error) {
    const [id = 'load'] = this.#durations.keys();
    return (
      determineHitLimitReached(shared.hitCount, shared.hitLimit) ??
      toMutantRunResult({
        status: DryRunStatus.Complete,
        tests: [failed({ id, name: id, timeSpentMs: 0 }, error)],
      })
    );
  }

  async #run(tests, disableBail) {
    const results = [];
    for (const { id, run } of tests) {
      shared.currentTestId = id;
      const start = performance.now();
      const told = () => ({
        id,
        name: id,
        timeSpentMs: performance.now() - start,
      });
      try {
        await run();
        results.push({ ...told(), status: TestStatus.Success });
      } catch (error) {
        results.push(failed(told(), error));
        if (!disableBail) {
          break;
        }
      }
    }
    shared.currentTestId = undefined;
    return { status: DryRunStatus.Complete, tests: results };
  }

  #reset() {
    shared.activeMutant = undefined;
    shared.currentTestId = undefined;
    shared.hitCount = undefined;
    shared.hitLimit = undefined;
    shared.mutantCoverage = undefined;
  }
}

function failed(test, error) {
  return {
    ...test,
    status: TestStatus.Failed,
    failureMessage: error instanceof Error ? error.message : String(error),
  };
}
