/**
 * Form fields and the preview page of the corridor request.
 *
 * @packageDocumentation
 */
export { scaffolderCorridorsModule as default } from './module';
