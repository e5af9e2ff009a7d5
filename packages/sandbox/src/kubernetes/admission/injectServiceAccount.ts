import { refusedByAdmission } from '../StatusError';
import {
  KubernetesObject,
  fieldAt,
  isRecord,
  listAt,
  recordAt,
  stringAt,
} from '../objects';
import { ResourceRequest } from '../resources/ResourceRequest';

const VOLUME = 'kube-api-access';
const MOUNT_PATH = '/var/run/secrets/kubernetes.io/serviceaccount';
/** An hour, and the leeway that the API server grants clients that do not reload the file. */
const EXPIRATION_SECONDS = 3607;

const apiAccessVolume = {
  name: VOLUME,
  projected: {
    defaultMode: 420,
    sources: [
      {
        serviceAccountToken: {
          expirationSeconds: EXPIRATION_SECONDS,
          path: 'token',
        },
      },
      {
        configMap: {
          name: 'kube-root-ca.crt',
          items: [{ key: 'ca.crt', path: 'ca.crt' }],
        },
      },
    ],
  },
};

/**
 * Gives a pod its service account and, unless that is switched off, the volume with the account's token. Source:
 * "Managing Service Accounts", section "ServiceAccount admission controller".
 *
 * @throws StatusError 403 when the account does not exist
 * @public
 */
export function injectServiceAccount(
  request: ResourceRequest,
  pod: KubernetesObject,
): KubernetesObject {
  const spec = recordAt(pod, 'spec');
  const serviceAccountName = stringAt(spec, 'serviceAccountName') || 'default';
  const account = request.cluster.store.get(
    'serviceaccounts',
    request.namespace,
    serviceAccountName,
  );
  if (!account) {
    throw refusedByAdmission(
      request.kind,
      pod.metadata.name,
      `error looking up service account ${request.namespace}/${serviceAccountName}: serviceaccount "${serviceAccountName}" not found`,
    );
  }
  const named = {
    ...spec,
    serviceAccountName,
    serviceAccount: serviceAccountName,
  };
  const isWanted =
    fieldAt(spec, 'automountServiceAccountToken') ??
    fieldAt(account.object, 'automountServiceAccountToken') ??
    true;
  if (isWanted !== true) {
    return { ...pod, spec: named };
  }
  const mount = { name: VOLUME, readOnly: true, mountPath: MOUNT_PATH };
  return {
    ...pod,
    spec: {
      ...named,
      volumes: [...listAt(spec, 'volumes'), apiAccessVolume],
      containers: listAt(spec, 'containers').map(container =>
        isRecord(container)
          ? {
              ...container,
              volumeMounts: [...listAt(container, 'volumeMounts'), mount],
            }
          : container,
      ),
    },
  };
}
