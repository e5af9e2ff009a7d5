export {
  KubernetesApiError,
  type KubernetesErrorKind,
} from './kubernetesApiError';
export type { KubernetesConnection } from './kubernetesConnection';
export {
  serviceAccountTokenRequester,
  type ServiceAccountTokenInput,
} from './serviceAccountTokenRequester';
