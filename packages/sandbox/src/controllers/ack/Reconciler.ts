import { AckError, toAckError } from './AckError';
import { isNotFound } from './AckCluster';
import type { AckCluster } from './AckCluster';
import { ACK_COLLECTIONS } from './AckObject';
import type {
  AckCollection,
  AckObject,
  AckReference,
  AckRole,
} from './AckObject';
import type { AckResource, AckScope } from './AckResourceManager';
import { BucketManager } from './BucketManager';
import { toConditions } from './conditions';
import type { AckOutcome } from './conditions';
import { PolicyManager } from './PolicyManager';
import { RoleManager } from './RoleManager';
import type { ResolvedRole } from './RoleManager';

/** What comes of a reconciliation. */
export type Reconciled = 'synced' | 'terminal' | 'recoverable' | 'gone';

const DELETION_POLICY = 'services.k8s.aws/deletion-policy';

/** The finalizer that keeps a custom resource until its resource in AWS is dealt with. */
function finalizerOf({ group, kind }: AckCollection): string {
  return `finalizers.${group}/${kind}`;
}

/** Whether a custom resource is known to have made its resource in AWS. */
function isManaged(collection: AckCollection, object: AckObject): boolean {
  return (
    object.metadata.finalizers?.includes(finalizerOf(collection)) === true &&
    object.status?.ackResourceMetadata?.arn !== undefined
  );
}

/** Brings AWS to what one custom resource says, and says in its status how that went. */
export class Reconciler {
  private readonly buckets: BucketManager;
  private readonly policies: PolicyManager;
  private readonly roles: RoleManager;

  constructor(
    private readonly cluster: AckCluster,
    private readonly scope: AckScope,
    private readonly clock: () => Date,
  ) {
    this.buckets = new BucketManager(scope);
    this.policies = new PolicyManager(scope);
    this.roles = new RoleManager(scope);
  }

  async reconcile(
    collection: AckCollection,
    namespace: string,
    name: string,
  ): Promise<Reconciled> {
    const object = await this.cluster.read(collection, namespace, name);
    if (!object) {
      return 'gone';
    }
    try {
      return object.metadata.deletionTimestamp === undefined
        ? await this.sync(collection, object)
        : await this.finalize(collection, object);
    } catch (error) {
      const ackError = toAckError(error);
      await this.report(collection, object, {
        state: 'failed',
        error: ackError,
      });
      return ackError.kind;
    }
  }

  private async sync(
    collection: AckCollection,
    object: AckObject,
  ): Promise<Reconciled> {
    const resource = await this.syncOrHold(collection, object);
    await this.hold(collection, object);
    const hasReferences =
      object.kind === 'Role' && referencesOf(object).length > 0;
    await this.report(
      collection,
      object,
      { state: 'synced', hasReferences },
      resource,
    );
    return 'synced';
  }

  /** What failed half-way may have left something in AWS: its custom resource must not go without it. */
  private async syncOrHold(
    collection: AckCollection,
    object: AckObject,
  ): Promise<AckResource> {
    try {
      return await this.syncResource(object, isManaged(collection, object));
    } catch (error) {
      if (!toAckError(error).isForeign) {
        await this.hold(collection, object);
      }
      throw error;
    }
  }

  /** Holds a custom resource back, when it is deleted, until its resource in AWS is dealt with. */
  private async hold(
    collection: AckCollection,
    object: AckObject,
  ): Promise<void> {
    const finalizer = finalizerOf(collection);
    const finalizers = object.metadata.finalizers ?? [];
    if (!finalizers.includes(finalizer)) {
      await this.cluster.setFinalizers(collection, object, [
        ...finalizers,
        finalizer,
      ]);
    }
  }

  private async syncResource(
    object: AckObject,
    managed: boolean,
  ): Promise<AckResource> {
    switch (object.kind) {
      case 'Bucket':
        return this.buckets.sync(object, managed);
      case 'Policy':
        return this.policies.sync(object, managed);
      case 'Role':
        return this.roles.sync(await this.resolve(object), managed);
      default:
        return object satisfies never;
    }
  }

  private async finalize(
    collection: AckCollection,
    object: AckObject,
  ): Promise<Reconciled> {
    const finalizer = finalizerOf(collection);
    const finalizers = object.metadata.finalizers ?? [];
    if (!finalizers.includes(finalizer)) {
      return 'gone';
    }
    if (!(await this.isRetained(collection, object))) {
      await this.removeResource(object, isManaged(collection, object));
    }
    await this.cluster.setFinalizers(
      collection,
      object,
      finalizers.filter(each => each !== finalizer),
    );
    return 'gone';
  }

  private async removeResource(
    object: AckObject,
    managed: boolean,
  ): Promise<void> {
    switch (object.kind) {
      case 'Bucket':
        return this.buckets.remove(object, managed);
      case 'Policy':
        return this.policies.remove(object, managed);
      case 'Role':
        return this.roles.remove(
          { ...object, resolved: { policyArns: [] } },
          managed,
        );
      default:
        return object satisfies never;
    }
  }

  /** `services.k8s.aws/deletion-policy: retain` on the resource, or `<service>.…` on its namespace. */
  private async isRetained(
    collection: AckCollection,
    object: AckObject,
  ): Promise<boolean> {
    const own = object.metadata.annotations?.[DELETION_POLICY];
    if (own !== undefined) {
      return own === 'retain';
    }
    const annotations = await this.cluster.namespaceAnnotations(
      object.metadata.namespace,
    );
    return annotations[`${collection.service}.${DELETION_POLICY}`] === 'retain';
  }

  private async resolve(role: AckRole): Promise<ResolvedRole> {
    const { spec } = role;
    const arns = await Promise.all(
      (spec.policyRefs ?? []).map(reference =>
        this.resolvePolicy(role, reference),
      ),
    );
    const boundaryArn =
      spec.permissionsBoundaryRef === undefined
        ? spec.permissionsBoundary
        : await this.resolvePolicy(role, spec.permissionsBoundaryRef);
    return {
      ...role,
      resolved: {
        policyArns: [...(spec.policies ?? []), ...arns],
        boundaryArn,
      },
    };
  }

  private async resolvePolicy(
    role: AckRole,
    reference: AckReference,
  ): Promise<string> {
    const { name } = reference.from;
    const namespace = reference.from.namespace ?? role.metadata.namespace;
    const collection = ACK_COLLECTIONS.find(each => each.kind === 'Policy');
    const policy =
      collection && (await this.cluster.read(collection, namespace, name));
    const isReady = policy?.status?.conditions?.some(
      each => each.type === 'ACK.ResourceSynced' && each.status === 'True',
    );
    const arn = policy?.status?.ackResourceMetadata?.arn;
    if (!isReady || arn === undefined) {
      throw new AckError(
        'recoverable',
        `the referenced resource is not synced yet: Policy ${namespace}/${name}`,
      );
    }
    return arn;
  }

  private async report(
    collection: AckCollection,
    object: AckObject,
    outcome: AckOutcome,
    resource?: AckResource,
  ): Promise<void> {
    const arn = resource?.arn ?? object.status?.ackResourceMetadata?.arn;
    try {
      await this.cluster.setStatus(collection, object, {
        conditions: toConditions(
          outcome,
          object.status?.conditions ?? [],
          this.clock(),
        ),
        ackResourceMetadata: {
          arn,
          ownerAccountID: this.scope.accountId,
          region: this.scope.region,
          partition: 'aws',
        },
        facts: resource?.facts ?? {},
      });
    } catch (error) {
      // Deleted while it was reconciled: there is nobody left to tell.
      if (!isNotFound(error)) {
        throw error;
      }
    }
  }
}

/** The policies that a role refers to. */
export function referencesOf({ spec }: AckRole): AckReference[] {
  const boundary = spec.permissionsBoundaryRef;
  return [...(spec.policyRefs ?? []), ...(boundary ? [boundary] : [])];
}
