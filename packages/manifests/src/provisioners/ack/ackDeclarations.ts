import type { Declarations } from '../provisioner';
import { ackBuckets } from './ackBuckets';
import { kindOf } from './ackFields';
import { ackPolicies } from './ackPolicies';
import { ackRoles } from './ackRoles';

/** What ACK objects declare. */
export const ackDeclarations: Declarations = {
  mention: 'services.k8s.aws',
  isKnown: object => kindOf(object) !== undefined,
  policies: ackPolicies,
  resources(objects, environment, lookup) {
    const roles = ackRoles(objects, environment, lookup);
    const buckets = ackBuckets(objects, environment);
    return {
      roles: roles.roles,
      buckets: buckets.buckets,
      problems: [...roles.problems, ...buckets.problems],
    };
  },
};
