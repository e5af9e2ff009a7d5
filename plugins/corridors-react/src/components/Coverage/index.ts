export * from './CoverageTable';
export * from './describeRun';
