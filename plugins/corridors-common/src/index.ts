/**
 * Permissions, API schemas and types of the corridors plugin.
 *
 * @packageDocumentation
 */
export * from './annotations';
export * from './client';
export * from './openapi';
export * from './permissions';
export * from './schemas';
export * from './signals';
