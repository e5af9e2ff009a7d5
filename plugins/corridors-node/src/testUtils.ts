/**
 * For tests of plugins that work with forges.
 *
 * @packageDocumentation
 */
export * from './testing';
