import type { Environment } from '@corridors/model';
import type { Principal } from '@corridors/policy-engine';

/** What subjects of tokens of a cluster begin with. (Kubernetes: "Managing Service Accounts".) */
export const SERVICE_ACCOUNT = 'system:serviceaccount:';

/** A ServiceAccount of a cluster. */
export interface Workload {
  readonly namespace: string;
  readonly serviceAccount: string;
}

/** The subject of its tokens. */
export function subjectOf({ namespace, serviceAccount }: Workload): string {
  return `${SERVICE_ACCOUNT}${namespace}:${serviceAccount}`;
}

/**
 * Who issues the tokens of an environment's pods, as AWS names it; undefined where no file says so. (AWS: "Create an OpenID Connect
 * identity provider in IAM".)
 */
export function issuerOf({
  spec: { identity },
}: Environment): string | undefined {
  return identity.mechanism === 'irsa'
    ? identity.oidcIssuer.replace(/^https:\/\//, '')
    : undefined;
}

/** EKS, when it takes a role for pods. (AWS: "Learn how EKS Pod Identity grants pods access to AWS services".) */
export const POD_IDENTITY: Principal = {
  kind: 'service',
  service: 'pods.eks.amazonaws.com',
};

/** The request tags that say for whom. (AWS: "Grant Pods access to AWS resources based on tags".) */
export function podTags({
  namespace,
  serviceAccount,
}: Workload): Readonly<Record<string, string>> {
  return {
    'aws:RequestTag/kubernetes-namespace': namespace,
    'aws:RequestTag/kubernetes-service-account': serviceAccount,
  };
}
