/**
 * The portal.
 *
 * @packageDocumentation
 */
export {};
