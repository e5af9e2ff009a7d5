/**
 * Renders a corridor spec into Kubernetes and AWS manifests, and reads manifests back into an access model.
 *
 * @packageDocumentation
 */
export type {
  PolicyDocument,
  PolicyPrincipal,
  PolicyStatement,
} from './aws/policyDocument';
export { S3_ACTIONS } from './aws/s3Actions';
export type { S3Actions } from './aws/s3Actions';
export { readDeclaredModel } from './declared/readDeclaredModel';
export type { DeclaredModel } from './declared/readDeclaredModel';
export type { ManifestFile } from './files/manifestFile';
export { assumeRole } from './identity/assumeRole/assumeRole';
export type { ClientConfiguration } from './identity/clientConfiguration';
export type { CredentialPlan } from './identity/credentialPlan';
export type {
  IdentityKubernetesParts,
  IdentityMechanism,
} from './identity/identityMechanism';
export { identityMechanismFor } from './identity/identityMechanismFor';
export { irsa } from './identity/irsa/irsa';
export { ack } from './provisioners/ack/ack';
export { ManifestReadError } from './provisioners/ManifestReadError';
export type { Provisioner, Readiness } from './provisioners/provisioner';
export { provisionerFor } from './provisioners/provisionerFor';
export { renderCorridor } from './renderCorridor';
