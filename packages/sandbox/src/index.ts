/**
 * Local GitHub, Kubernetes and AWS endpoints, identity provider, GitOps reconciler and controllers for development and tests.
 *
 * @packageDocumentation
 */
export * from './assembly';
export * from './aws';
export * from './github';
export * from './identity-provider';
export * from './kubernetes';
export * from './tls';
