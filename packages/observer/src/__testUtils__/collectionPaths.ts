/** Paths of the collections that an observer watches. */
export const NAMESPACES = '/api/v1/namespaces';
export const ACCOUNTS = '/api/v1/serviceaccounts';
export const PODS = '/api/v1/pods';
export const QUOTAS = '/api/v1/resourcequotas';
export const APPLICATIONS =
  '/apis/sparkoperator.k8s.io/v1beta2/sparkapplications';
export const BUCKETS =
  '/apis/s3.services.k8s.aws/v1alpha1/namespaces/corridors-aws/buckets';
export const POLICIES =
  '/apis/iam.services.k8s.aws/v1alpha1/namespaces/corridors-aws/policies';
export const ROLES =
  '/apis/iam.services.k8s.aws/v1alpha1/namespaces/corridors-aws/roles';
export const EVERYTHING = [
  NAMESPACES,
  ACCOUNTS,
  PODS,
  QUOTAS,
  APPLICATIONS,
  BUCKETS,
  POLICIES,
  ROLES,
];
