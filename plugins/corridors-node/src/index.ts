/**
 * Forges, service reference and extension points for backend plugins that work with corridors.
 *
 * @packageDocumentation
 */
export {};
