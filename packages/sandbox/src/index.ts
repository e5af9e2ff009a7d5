/**
 * Local GitHub, Kubernetes and AWS endpoints, identity provider, GitOps reconciler and controllers for development and tests.
 *
 * @packageDocumentation
 */
export {};
