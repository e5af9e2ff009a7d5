import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import { EngineTestRunner } from './EngineTestRunner.mjs';
import { JudgingReporter } from './JudgingReporter.mjs';

// Each planted fault is looked for anew: a few random cases find most.
process.env.CORRIDORS_DIFFERENTIAL ??= '1000';
process.env.CORRIDORS_FUZZ ??= '1000';
process.env.CORRIDORS_FLEETS ??= '15';

export const strykerPlugins = [
  declareClassPlugin(PluginKind.TestRunner, 'engine', EngineTestRunner),
  declareClassPlugin(PluginKind.Reporter, 'judging', JudgingReporter),
];
