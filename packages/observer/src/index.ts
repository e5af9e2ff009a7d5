/**
 * Live facts about corridors: Kubernetes reflectors, AWS account reader, Spark runs, credential checks.
 *
 * @packageDocumentation
 */
export {};
