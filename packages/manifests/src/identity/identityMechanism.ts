import type {
  Corridor,
  CredentialCheckId,
  Environment,
  Identity,
  IdentityMechanismName,
} from '@corridors/model';

import type { PolicyDocument } from '../aws/policyDocument';
import type { ClientConfiguration } from './clientConfiguration';
import type { CredentialPlan } from './credentialPlan';

/**
 * What a mechanism adds to the Kubernetes objects of a corridor.
 *
 * @public
 */
export interface IdentityKubernetesParts {
  /** Annotations of the corridor's ServiceAccount. */
  readonly serviceAccountAnnotations: Readonly<Record<string, string>>;
  /** Way of the pods to their credentials. */
  readonly metadataRoute: 'blocked' | 'open';
}

/**
 * How a pod gets its role.
 *
 * @public
 */
export interface IdentityMechanism {
  readonly id: IdentityMechanismName;
  /** Trust policy of the corridor's role. */
  trustPolicy(corridor: Corridor, environment: Environment): PolicyDocument;
  kubernetesParts(
    corridor: Corridor,
    environment: Environment,
  ): IdentityKubernetesParts;
  /** Properties that Spark needs for `s3a://`, by name. */
  sparkConfiguration(
    sparkVersion: string,
    corridor: Corridor,
    environment: Environment,
  ): Record<string, string>;
  clientConfiguration(
    corridor: Corridor,
    environment: Environment,
  ): ClientConfiguration[];
  /** How a probe comes by the identity's credentials. */
  credentialPlan(identity: Identity, environment: Environment): CredentialPlan;
  /** The credential checks that mean something under this mechanism, in the order of the way from pod to role. */
  readonly checks: readonly CredentialCheckId[];
}
