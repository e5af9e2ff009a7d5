/**
 * Renders a corridor spec into Kubernetes and AWS manifests, and reads manifests back into an access model.
 *
 * @packageDocumentation
 */
export type { PolicyDocument, PolicyStatement } from './aws/policyDocument';
export type { ManifestFile } from './files/manifestFile';
export type { ClientConfiguration } from './identity/clientConfiguration';
export type { CredentialPlan } from './identity/credentialPlan';
export type {
  IdentityKubernetesParts,
  IdentityMechanism,
} from './identity/identityMechanism';
export type { Provisioner, Readiness } from './provisioners/provisioner';
