/**
 * Renders a corridor spec into Kubernetes and AWS manifests, and reads manifests back into an access model.
 *
 * @packageDocumentation
 */
export {};
