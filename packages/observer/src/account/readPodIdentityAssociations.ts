import {
  DescribePodIdentityAssociationCommand,
  type EKSClient,
  ListPodIdentityAssociationsCommand,
  type PodIdentityAssociation,
} from '@aws-sdk/client-eks';
import type {
  AccessModelGap,
  AccessModelPodIdentityAssociation,
} from '@corridors/policy-engine';
import type { ReadOutcome } from '../aws/fact';
import { readAws, type ReadContext } from '../aws/readAws';
import type { AccountCluster } from './accountAccess';
import { gapOf } from './gap';

/** Reads which ServiceAccounts of an EKS cluster are bound to which roles. Only the single description names the role. */
export async function readPodIdentityAssociations(
  eks: EKSClient,
  { name, eksName }: AccountCluster,
  context: ReadContext,
): Promise<{
  readonly podIdentityAssociations: readonly AccessModelPodIdentityAssociation[];
  readonly gaps: readonly AccessModelGap[];
}> {
  const place = {
    part: 'pod-identity-associations',
    subject: name,
  } as const;
  const ids = await listAssociations(eks, eksName, context);
  if (ids.kind !== 'value') {
    return {
      podIdentityAssociations: [],
      gaps: ids.kind === 'failure' ? [gapOf(place, ids.failure)] : [],
    };
  }
  const podIdentityAssociations: AccessModelPodIdentityAssociation[] = [];
  const gaps: AccessModelGap[] = [];
  const outcomes = await Promise.all(
    ids.value.map(id => describeAssociation(eks, eksName, id, context)),
  );
  for (const outcome of outcomes) {
    if (outcome.kind === 'failure') {
      gaps.push(gapOf(place, outcome.failure));
    } else if (outcome.kind === 'value') {
      const read = associationOf(name, outcome.value);
      if (typeof read === 'string') {
        gaps.push({ ...place, cause: 'failed', message: read });
      } else {
        podIdentityAssociations.push(read);
      }
    }
  }
  return { podIdentityAssociations, gaps };
}

function listAssociations(
  eks: EKSClient,
  cluster: string,
  context: ReadContext,
): Promise<ReadOutcome<readonly string[]>> {
  return readAws(context, [], async call => {
    const ids: string[] = [];
    let token: string | undefined;
    do {
      const nextToken = token;
      const page = await call({
        permission: 'eks:ListPodIdentityAssociations',
        resource: `cluster ${cluster}`,
        send: abortSignal =>
          eks.send(
            new ListPodIdentityAssociationsCommand({
              clusterName: cluster,
              nextToken,
            }),
            { abortSignal },
          ),
      });
      for (const { associationId } of page.associations ?? []) {
        ids.push(associationId ?? '');
      }
      token = page.nextToken;
    } while (token !== undefined);
    return ids;
  });
}

function describeAssociation(
  eks: EKSClient,
  cluster: string,
  associationId: string,
  context: ReadContext,
): Promise<ReadOutcome<PodIdentityAssociation>> {
  return readAws(context, ['ResourceNotFoundException'], async call => {
    const { association } = await call({
      permission: 'eks:DescribePodIdentityAssociation',
      resource: `association ${associationId} of cluster ${cluster}`,
      send: abortSignal =>
        eks.send(
          new DescribePodIdentityAssociationCommand({
            clusterName: cluster,
            associationId,
          }),
          { abortSignal },
        ),
    });
    return association ?? {};
  });
}

/**
 * The association, or why it cannot be said whose role the pods get. With a target role, pods hold the credentials of
 * that one, which the first role assumes (source: Amazon EKS user guide, "Access AWS resources using EKS Pod Identity
 * target IAM roles"): a chain that the model has no place for.
 */
function associationOf(
  cluster: string,
  association: PodIdentityAssociation,
): AccessModelPodIdentityAssociation | string {
  const { associationId, namespace, serviceAccount, roleArn, targetRoleArn } =
    association;
  const named = `Association ${associationId} of cluster ${cluster}`;
  if (!namespace || !serviceAccount || !roleArn) {
    return `${named} lacks its namespace, its ServiceAccount or its role`;
  }
  return targetRoleArn
    ? `${named} gives ServiceAccount ${namespace}/${serviceAccount} the role ${targetRoleArn} by way of ${roleArn}; target roles are not followed`
    : { cluster, namespace, serviceAccount, roleArn };
}
