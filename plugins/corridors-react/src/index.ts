/**
 * API client and shared widgets of the corridors plugin.
 *
 * @packageDocumentation
 */
export {};
