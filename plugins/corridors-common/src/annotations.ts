/**
 * Annotation of a catalog entity, and label of Kubernetes objects: the name of the corridor that it belongs to.
 *
 * @public
 */
export const CORRIDOR_ANNOTATION = 'corridors.dev/corridor';

/**
 * Annotation of a catalog entity, and label of Kubernetes objects: the name of the environment that the corridor is in.
 *
 * @public
 */
export const ENVIRONMENT_ANNOTATION = 'corridors.dev/environment';

/**
 * `spec.type` of the `Resource` entity that stands for a corridor in the catalog.
 *
 * @public
 */
export const CORRIDOR_ENTITY_TYPE = 'spark-corridor';
