/**
 * The corridor: spec and environment schemas, naming, intended access, matrix and findings.
 *
 * @packageDocumentation
 */
export * from './access';
export * from './checks';
export * from './findings';
export * from './fleet';
export * from './live';
export * from './naming';
export * from './problems';
export * from './report';
export * from './runs';
export * from './spec';
