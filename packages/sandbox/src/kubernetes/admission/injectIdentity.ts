import {
  KubernetesObject,
  isRecord,
  listAt,
  recordAt,
  stringAt,
} from '../objects';
import { ResourceRequest } from '../resources/ResourceRequest';

const ANNOTATION = 'eks.amazonaws.com';
const VOLUME = 'aws-iam-token';
const MOUNT_PATH = '/var/run/secrets/eks.amazonaws.com/serviceaccount';
const DEFAULT_EXPIRATION_SECONDS = 86400;

/** Name of the MutatingWebhookConfiguration that says the webhook is installed. @public */
export const IDENTITY_WEBHOOK = 'pod-identity-webhook';

function withEnvironment(
  container: Readonly<Record<string, unknown>>,
  variables: Readonly<Record<string, string>>,
): Readonly<Record<string, unknown>> {
  const present = listAt(container, 'env');
  const names = new Set(present.map(entry => stringAt(entry, 'name')));
  const missing = Object.entries(variables)
    .filter(([name]) => !names.has(name))
    .map(([name, value]) => ({ name, value }));
  const mount = { name: VOLUME, readOnly: true, mountPath: MOUNT_PATH };
  return {
    ...container,
    env: [...present, ...missing],
    volumeMounts: [...listAt(container, 'volumeMounts'), mount],
  };
}

/**
 * What the Amazon EKS pod identity webhook does to a new pod: containers of an annotated service account get the role, the
 * path of a token and a volume with that token. Variables that a container sets itself are kept, and containers named in
 * the pod's annotation `skip-containers` are left alone. Like the real one it can only act while it is installed, and
 * never on a pod that exists. Source: "IAM roles for service accounts", section "Configure Pods to use a Kubernetes
 * service account".
 *
 * @public
 */
export function injectIdentity(
  request: ResourceRequest,
  pod: KubernetesObject,
): KubernetesObject {
  const { store, options } = request.cluster;
  const installed = store.get(
    'mutatingwebhookconfigurations.admissionregistration.k8s.io',
    undefined,
    IDENTITY_WEBHOOK,
  );
  const accountName = stringAt(pod, 'spec', 'serviceAccountName') ?? 'default';
  const annotations =
    store.get('serviceaccounts', request.namespace, accountName)?.object
      .metadata.annotations ?? {};
  const roleArn = annotations[`${ANNOTATION}/role-arn`];
  if (!installed || !roleArn) {
    return pod;
  }
  const spec = recordAt(pod, 'spec');
  const skipped = (
    pod.metadata.annotations?.[`${ANNOTATION}/skip-containers`] ?? ''
  ).split(',');
  const variables = {
    AWS_STS_REGIONAL_ENDPOINTS: 'regional',
    ...(options.region
      ? { AWS_DEFAULT_REGION: options.region, AWS_REGION: options.region }
      : {}),
    AWS_ROLE_ARN: roleArn,
    AWS_WEB_IDENTITY_TOKEN_FILE: `${MOUNT_PATH}/token`,
  };
  const inject = (container: unknown) =>
    isRecord(container) && !skipped.includes(String(container.name))
      ? withEnvironment(container, variables)
      : container;
  const serviceAccountToken = {
    audience: annotations[`${ANNOTATION}/audience`] ?? 'sts.amazonaws.com',
    expirationSeconds:
      Number(annotations[`${ANNOTATION}/token-expiration`]) ||
      DEFAULT_EXPIRATION_SECONDS,
    path: 'token',
  };
  return {
    ...pod,
    spec: {
      ...spec,
      volumes: [
        ...listAt(spec, 'volumes'),
        {
          name: VOLUME,
          projected: { defaultMode: 420, sources: [{ serviceAccountToken }] },
        },
      ],
      containers: listAt(spec, 'containers').map(inject),
      ...(spec.initContainers
        ? { initContainers: listAt(spec, 'initContainers').map(inject) }
        : {}),
    },
  };
}
