import { provisionerFor } from '@corridors/manifests';
import type {
  AwsResourceStatus,
  Corridor,
  DerivedNames,
  Environment,
} from '@corridors/model';
import type {
  ClusterSnapshot,
  ObservedAwsResource,
  WatchedCollection,
} from '@corridors/observer';
import { CORRIDOR_ANNOTATION } from '@corridors/plugin-corridors-common';

interface ExpectedResource {
  readonly kind: AwsResourceStatus['kind'];
  readonly awsName: string;
  readonly arn: string;
}

const COLLECTIONS: Readonly<
  Record<AwsResourceStatus['kind'], WatchedCollection>
> = {
  Bucket: 'ackBuckets',
  Policy: 'ackPolicies',
  Role: 'ackRoles',
};

/**
 * How far each AWS resource is that a corridor must have. Objects count only in the namespace that administrators alone
 * write to, and with the corridor's label.
 */
export function awsResourceStatuses(
  { metadata }: Corridor,
  environment: Environment,
  names: DerivedNames,
  snapshot: ClusterSnapshot | undefined,
): AwsResourceStatus[] {
  const objects = [...(snapshot?.awsResources.values() ?? [])].filter(
    object => object.namespace === environment.spec.aws.awsNamespace,
  );
  return expectedResources(names).map(expected => {
    const object = objects.find(
      ({ kind, awsName }) =>
        kind === expected.kind && awsName === expected.awsName,
    );
    const observedAt = snapshot?.collections[COLLECTIONS[expected.kind]].asOf;
    return {
      ...expected,
      ...statusOf(object, metadata.name, environment, observedAt),
      observedAt,
    };
  });
}

function expectedResources(names: DerivedNames): ExpectedResource[] {
  return [
    ...names.buckets.map(({ name, arn }) => ({
      kind: 'Bucket' as const,
      awsName: name,
      arn,
    })),
    { kind: 'Role', awsName: names.roleName, arn: names.roleArn },
    { kind: 'Policy', awsName: names.policyName, arn: names.policyArn },
  ];
}

function statusOf(
  object: ObservedAwsResource | undefined,
  corridor: string,
  environment: Environment,
  observedAt: string | undefined,
): Pick<AwsResourceStatus, 'name' | 'state' | 'message'> {
  if (!object) {
    return observedAt === undefined
      ? {
          name: '',
          state: 'unknown',
          message: 'The objects of the provisioner have not been seen yet',
        }
      : {
          name: '',
          state: 'missing',
          message: 'The provisioner has no object for it yet',
        };
  }
  if (object.labels[CORRIDOR_ANNOTATION] !== corridor) {
    return {
      name: object.name,
      state: 'failed',
      message: `${object.kind} ${object.namespace}/${object.name} exists and is not labelled as this corridor's; it is never taken over`,
    };
  }
  return {
    name: object.name,
    ...provisionerFor(environment).readiness(object.object),
  };
}
