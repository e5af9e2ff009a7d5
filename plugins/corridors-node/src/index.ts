/**
 * Forges, and the services that hand them to backend plugins.
 *
 * @packageDocumentation
 */
export * from './forge';
export * from './github';
export * from './service';
