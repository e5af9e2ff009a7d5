/**
 * Entity provider: a Resource for each corridor.
 *
 * @packageDocumentation
 */
export {};
