import { AwsError } from '../http/AwsError';
import { findRole } from '../state/findEntity';
import { newAssociationId } from '../state/identifiers';
import type { PodIdentityAssociationState } from '../state/AwsState';
import { clusterArn, invalidParameter, notFound } from './EksCall';
import type { EksCall, EksOperation } from './EksCall';

const MAXIMUM_RESULTS = 100;

function associationArn(call: EksCall, id: string): string {
  return `arn:aws:eks:${call.region}:${call.account.accountId}:podidentityassociation/${call.cluster}/${id}`;
}

function associationOf(call: EksCall): PodIdentityAssociationState {
  const id = call.associationId ?? '';
  const found = call.account.podIdentityAssociations.get(id);
  if (!found || found.cluster !== call.cluster) {
    throw notFound(`No association found with ID: ${id}`);
  }
  return found;
}

const summarize = (
  call: EksCall,
  association: PodIdentityAssociationState,
) => ({
  clusterName: association.cluster,
  namespace: association.namespace,
  serviceAccount: association.serviceAccount,
  associationArn: associationArn(call, association.id),
  associationId: association.id,
});

const describe = (call: EksCall, association: PodIdentityAssociationState) => ({
  ...summarize(call, association),
  roleArn: association.roleArn,
  tags: Object.fromEntries(association.tags),
  createdAt: Date.parse(association.createdAt) / 1000,
  modifiedAt: Date.parse(association.createdAt) / 1000,
});

function requiredText(call: EksCall, name: string): string {
  const value = call.body[name];
  if (typeof value !== 'string' || value === '') {
    throw invalidParameter(`${name} is required`);
  }
  return value;
}

/** Parameters that would change what pods get, and that the sandbox has no part for. */
const NOT_KEPT = ['targetRoleArn', 'disableSessionTags', 'policy'];

const createAssociation: EksOperation = {
  permissions: call => [
    {
      action: 'eks:CreatePodIdentityAssociation',
      resource: clusterArn(call),
    },
    {
      action: 'iam:PassRole',
      resource: requiredText(call, 'roleArn'),
      context: { 'iam:PassedToService': 'pods.eks.amazonaws.com' },
    },
  ],
  run(call) {
    const { account, body, cluster, context, region, request } = call;
    const refused = NOT_KEPT.find(name => body[name] !== undefined);
    if (refused !== undefined) {
      throw invalidParameter(`The sandbox keeps no ${refused}`);
    }
    const namespace = requiredText(call, 'namespace');
    const serviceAccount = requiredText(call, 'serviceAccount');
    const roleArn = requiredText(call, 'roleArn');
    if (!findRole(context.store.state, roleArn)) {
      throw invalidParameter(`Role ${roleArn} does not exist`);
    }
    const existing = [...account.podIdentityAssociations.values()].find(
      each =>
        each.cluster === cluster &&
        each.namespace === namespace &&
        each.serviceAccount === serviceAccount,
    );
    if (existing) {
      throw new AwsError(
        409,
        'ResourceInUseException',
        `Association already exists: ${existing.id}`,
      );
    }
    const association: PodIdentityAssociationState = {
      id: newAssociationId(),
      cluster,
      region,
      namespace,
      serviceAccount,
      roleArn,
      createdAt: request.at.toISOString(),
      tags: new Map(),
    };
    account.podIdentityAssociations.set(association.id, association);
    context.store.changed();
    return { association: describe(call, association) };
  },
};

function pageOf(call: EksCall): { start: number; size: number } {
  const { query } = call.request;
  const size = Number(query.get('maxResults') ?? MAXIMUM_RESULTS);
  const start = Number(query.get('nextToken') ?? 0);
  if (!Number.isInteger(size) || size < 1 || size > MAXIMUM_RESULTS) {
    throw invalidParameter(
      `maxResults must be between 1 and ${MAXIMUM_RESULTS}`,
    );
  }
  if (!Number.isInteger(start) || start < 0) {
    throw invalidParameter('nextToken is not one of ours');
  }
  return { start, size };
}

const listAssociations: EksOperation = {
  permissions: call => [
    { action: 'eks:ListPodIdentityAssociations', resource: clusterArn(call) },
  ],
  run(call) {
    const { account, cluster, request } = call;
    const { start, size } = pageOf(call);
    const asked = (name: string, value: string) =>
      (request.query.get(name) ?? value) === value;
    const all = [...account.podIdentityAssociations.values()].filter(
      each =>
        each.cluster === cluster &&
        asked('namespace', each.namespace) &&
        asked('serviceAccount', each.serviceAccount),
    );
    const end = start + size;
    return {
      associations: all
        .slice(start, end)
        .map(association => summarize(call, association)),
      ...(end < all.length ? { nextToken: String(end) } : {}),
    };
  },
};

const describeAssociation: EksOperation = {
  permissions: call => [
    {
      action: 'eks:DescribePodIdentityAssociation',
      resource: associationArn(call, call.associationId ?? ''),
    },
  ],
  run: call => ({ association: describe(call, associationOf(call)) }),
};

const deleteAssociation: EksOperation = {
  permissions: call => [
    {
      action: 'eks:DeletePodIdentityAssociation',
      resource: associationArn(call, call.associationId ?? ''),
    },
  ],
  run(call) {
    const association = associationOf(call);
    call.account.podIdentityAssociations.delete(association.id);
    call.context.store.changed();
    return { association: describe(call, association) };
  },
};

/**
 * The operation of a method on all associations of a cluster, or on one of them ("Learn how EKS Pod Identity grants pods
 * access to AWS services").
 */
export function podIdentityOperations(
  method: string,
  isOnOne: boolean,
): EksOperation | undefined {
  switch (method) {
    case 'GET':
      return isOnOne ? describeAssociation : listAssociations;
    case 'POST':
      return isOnOne ? undefined : createAssociation;
    case 'DELETE':
      return isOnOne ? deleteAssociation : undefined;
    default:
      return undefined;
  }
}
