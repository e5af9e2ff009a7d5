/**
 * Fills the access matrix: intended access and harmless probes with real credentials.
 *
 * @packageDocumentation
 */
export {};
