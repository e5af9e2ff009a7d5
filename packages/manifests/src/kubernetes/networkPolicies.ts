import { standingWeaknesses } from '@corridors/model';

import type { CorridorContext } from '../corridorContext';
import type { IdentityKubernetesParts } from '../identity/identityMechanism';
import { namespaced } from './namespaced';

/** Instance metadata ("Instance metadata and user data"). */
const METADATA_V4 = '169.254.169.254/32';
const METADATA_V6 = 'fd00:ec2::254/128';

const TCP = 'TCP';
const UDP = 'UDP';

function policy(
  context: CorridorContext,
  name: string,
  spec: Readonly<Record<string, unknown>>,
  annotations?: Readonly<Record<string, string>>,
) {
  return {
    ...namespaced(
      context,
      { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy' },
      name,
      annotations,
    ),
    spec: { podSelector: {}, ...spec },
  };
}

/** Nothing in, nothing out; what follows opens the few ways there are. */
function denyAll(context: CorridorContext) {
  return policy(context, 'deny-all', { policyTypes: ['Ingress', 'Egress'] });
}

function allowDns(context: CorridorContext) {
  return policy(context, 'allow-dns', {
    policyTypes: ['Egress'],
    egress: [
      {
        to: [
          {
            namespaceSelector: {
              matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' },
            },
            podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
          },
        ],
        ports: [
          { protocol: UDP, port: 53 },
          { protocol: TCP, port: 53 },
        ],
      },
    ],
  });
}

/** Driver and executors speak with each other on ports that they choose. */
function allowOwnNamespace(context: CorridorContext) {
  return policy(context, 'allow-own-namespace', {
    policyTypes: ['Ingress', 'Egress'],
    ingress: [{ from: [{ podSelector: {} }] }],
    egress: [{ to: [{ podSelector: {} }] }],
  });
}

function allowApiServer(context: CorridorContext) {
  const { cidrs, port } = context.environment.spec.kubernetes.apiServer;
  return policy(context, 'allow-api-server', {
    policyTypes: ['Egress'],
    egress: [
      {
        to: cidrs.map(cidr => ({ ipBlock: { cidr } })),
        ports: [{ protocol: TCP, port }],
      },
    ],
  });
}

/** S3 and STS, wherever they are; the metadata service is left out of it, over IPv4 and IPv6. */
function allowHttps(context: CorridorContext) {
  return policy(context, 'allow-https', {
    policyTypes: ['Egress'],
    egress: [
      {
        to: [
          { ipBlock: { cidr: '0.0.0.0/0', except: [METADATA_V4] } },
          { ipBlock: { cidr: '::/0', except: [METADATA_V6] } },
        ],
        ports: [{ protocol: TCP, port: 443 }],
      },
    ],
  });
}

/** The way to the node's credentials, with what that opens stated beside it. */
function allowInstanceMetadata(context: CorridorContext) {
  const [weakness] = standingWeaknesses([context.environment]);
  return policy(
    context,
    'allow-instance-metadata',
    {
      policyTypes: ['Egress'],
      egress: [
        {
          to: [{ ipBlock: { cidr: METADATA_V4 } }],
          ports: [{ protocol: TCP, port: 80 }],
        },
      ],
    },
    weakness
      ? { 'corridors.dev/standing-weakness': weakness.explanation }
      : undefined,
  );
}

/** The network policies of a corridor, by name. */
export function networkPolicies(
  context: CorridorContext,
  parts: IdentityKubernetesParts,
) {
  return [
    denyAll(context),
    allowDns(context),
    allowOwnNamespace(context),
    allowApiServer(context),
    allowHttps(context),
    ...(parts.metadataRoute === 'open' ? [allowInstanceMetadata(context)] : []),
  ];
}
