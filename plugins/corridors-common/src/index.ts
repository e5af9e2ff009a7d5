/**
 * Permissions, API schemas and types of the corridors plugin.
 *
 * @packageDocumentation
 */
export {};
