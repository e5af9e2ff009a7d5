/**
 * The corridor: spec and environment schemas, naming, intended access, matrix and findings.
 *
 * @packageDocumentation
 */
export {};
