import { corridorContext } from '../../corridorContext';
import { yamlFile } from '../../files/yamlFile';
import type { Provisioner } from '../provisioner';
import { ackBucket } from './ackBucket';
import { ackPolicy } from './ackPolicy';
import { ackRole } from './ackRole';
import { read } from './read';
import { readiness } from './readiness';

/**
 * AWS Controllers for Kubernetes: a custom resource for each bucket, policy and role.
 *
 * @public
 */
export const ack: Provisioner = {
  id: 'ack',
  render(corridor, environment, fleet) {
    const context = corridorContext(corridor, environment, fleet);
    const { name } = corridor.metadata;
    const buckets = context.names.buckets.flatMap((names, index) => {
      const bucket = corridor.spec.buckets[index];
      return bucket
        ? [
            yamlFile(
              `aws/bucket-${names.bucket}.yaml`,
              name,
              ackBucket(context, bucket, names),
            ),
          ]
        : [];
    });
    return [
      ...buckets,
      yamlFile('aws/policy.yaml', name, ackPolicy(context)),
      yamlFile('aws/role.yaml', name, ackRole(context)),
    ];
  },
  read,
  readiness,
};
