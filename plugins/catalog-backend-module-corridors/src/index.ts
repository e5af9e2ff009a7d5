/**
 * Entity provider: a Resource for each corridor.
 *
 * @packageDocumentation
 */
export { catalogModuleCorridors as default } from './module';
