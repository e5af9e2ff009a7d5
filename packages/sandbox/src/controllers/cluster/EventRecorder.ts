import { CoreV1Api } from '@kubernetes/client-node';
import { createHash } from 'node:crypto';
import { ClusterObject } from './ClusterObject';
import { failureCode, failureMessage } from './apiFailure';

/**
 * Tells of what a controller did to an object by Events; the same news again counts up the Event that there is. Source:
 * "Event" of core/v1.
 *
 * @public
 */
export class EventRecorder {
  constructor(
    private readonly options: {
      readonly core: CoreV1Api;
      /** Name of the controller. */
      readonly component: string;
      readonly clock: () => Date;
      readonly log: (message: string) => void;
    },
  ) {}

  /**
   * Records one piece of news. That an Event cannot be written is logged, and stops nothing.
   *
   * @param namespace - where the Event is kept: the object's own, or another when that does not exist
   */
  async record(
    about: Pick<ClusterObject, 'apiVersion' | 'kind' | 'metadata'>,
    event: {
      readonly type: 'Normal' | 'Warning';
      readonly reason: string;
      readonly message: string;
    },
    namespace = about.metadata.namespace ?? 'default',
  ): Promise<void> {
    const { core, component, clock, log } = this.options;
    const { apiVersion, kind, metadata } = about;
    const identity = JSON.stringify([
      kind,
      metadata.namespace,
      metadata.name,
      metadata.uid,
      event,
      component,
    ]);
    const digest = createHash('sha256').update(identity).digest('hex');
    const name = `${eventPrefix(metadata.name)}.${digest.slice(0, 16)}`;
    try {
      const count = await this.#countUp(namespace, name);
      if (count) {
        return;
      }
      await core.createNamespacedEvent({
        namespace,
        body: {
          metadata: { name, namespace },
          involvedObject: {
            apiVersion,
            kind,
            name: metadata.name,
            ...(metadata.namespace ? { namespace: metadata.namespace } : {}),
            ...(metadata.uid ? { uid: metadata.uid } : {}),
          },
          ...event,
          count: 1,
          firstTimestamp: clock(),
          lastTimestamp: clock(),
          source: { component },
          reportingComponent: component,
          reportingInstance: component,
        },
      });
    } catch (error) {
      log(
        `cannot record "${event.reason}" of ${kind} ${
          metadata.name
        }: ${failureMessage(error)}`,
      );
    }
  }

  async #countUp(namespace: string, name: string): Promise<boolean> {
    const { core, clock } = this.options;
    try {
      const present = await core.readNamespacedEvent({ namespace, name });
      const count = (present.count ?? 1) + 1;
      await core.replaceNamespacedEvent({
        namespace,
        name,
        body: { ...present, count, lastTimestamp: clock() },
      });
      return true;
    } catch (error) {
      if (failureCode(error) === 404) {
        return false;
      }
      throw error;
    }
  }
}

/** The object may be one that the cluster refuses for its very name. */
function eventPrefix(name: string): string {
  return (
    name
      .toLowerCase()
      .replace(/[^a-z0-9-]+/g, '-')
      .replace(/^-+|-+$/g, '') || 'object'
  );
}
