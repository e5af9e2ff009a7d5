import type { Environment, Problem } from '@corridors/model';
import type { AccessModelBucket } from '@corridors/policy-engine';

import { problemAt, type Declared } from '../../declared/declaredResources';
import { valueAt, type LocatedObject } from '../../declared/locatedObject';
import { originOf, sourceAt, unreadable } from '../../declared/policySource';
import { kindOf, nameOf, textAt } from './ackFields';

/** Fields of a Bucket that write access control lists, which are not evaluated ("Access control list (ACL) overview"). */
const ACL_FIELDS = [
  'acl',
  'grantFullControl',
  'grantRead',
  'grantReadACP',
  'grantWrite',
  'grantWriteACP',
];

/** The buckets among ACK objects. */
export function ackBuckets(
  objects: readonly LocatedObject[],
  environment: Environment,
): { buckets: Declared<AccessModelBucket>[]; problems: Problem[] } {
  const problems: Problem[] = [];
  const buckets = objects
    .filter(object => kindOf(object) === 'Bucket')
    .map(object => {
      const name = textAt(object, ['spec', 'name']) ?? nameOf(object);
      for (const field of ACL_FIELDS) {
        if (valueAt(object, ['spec', field]) !== undefined) {
          problems.push(
            problemAt(
              object,
              ['spec', field],
              'acl-not-evaluated',
              `Bucket ${name}: spec.${field} writes an access control list, which is not evaluated; say it in spec.policy.`,
            ),
          );
        }
      }
      return { object, value: readBucket(object, name, environment, problems) };
    });
  return { buckets, problems };
}

function readBucket(
  object: LocatedObject,
  name: string,
  { spec: { aws } }: Environment,
  problems: Problem[],
): AccessModelBucket {
  const path = ['spec', 'policy'];
  const policy = valueAt(object, path);
  if (policy !== undefined && typeof policy !== 'string') {
    problems.push(
      problemAt(
        object,
        path,
        'missing-document',
        `Bucket ${name}: spec.policy must be text.`,
      ),
    );
  }
  const isSet = (field: string) =>
    valueAt(object, ['spec', 'publicAccessBlock', field]) === true;
  const ownership = ownershipOf(object);
  return {
    name,
    accountId: aws.accountId,
    ...(policy === undefined
      ? {}
      : {
          policy:
            typeof policy === 'string'
              ? sourceAt(object, path, name)
              : unreadable(name, originOf(object, path)),
        }),
    publicAccessBlock: {
      blockPublicAcls: isSet('blockPublicACLs'),
      ignorePublicAcls: isSet('ignorePublicACLs'),
      blockPublicPolicy: isSet('blockPublicPolicy'),
      restrictPublicBuckets: isSet('restrictPublicBuckets'),
    },
    ...(ownership ? { objectOwnership: ownership } : {}),
  };
}

function ownershipOf(
  object: LocatedObject,
): AccessModelBucket['objectOwnership'] {
  const value = textAt(object, [
    'spec',
    'ownershipControls',
    'rules',
    0,
    'objectOwnership',
  ]);
  switch (value) {
    case 'BucketOwnerEnforced':
    case 'BucketOwnerPreferred':
    case 'ObjectWriter':
      return value;
    default:
      return undefined;
  }
}
