import type { Environment, Problem } from '@corridors/model';

import {
  problemAt,
  type Declared,
  type DeclaredPolicy,
} from '../../declared/declaredResources';
import type { LocatedObject } from '../../declared/locatedObject';
import { sourceAt, unreadable } from '../../declared/policySource';
import { kindOf, nameOf, namespaceOf, textAt } from './ackFields';

/** The managed policies among ACK objects. */
export function ackPolicies(
  objects: readonly LocatedObject[],
  { spec: { aws } }: Environment,
): { policies: Declared<DeclaredPolicy>[]; problems: Problem[] } {
  const problems: Problem[] = [];
  const policies = objects
    .filter(object => kindOf(object) === 'Policy')
    .map(object => {
      const name = textAt(object, ['spec', 'name']) ?? nameOf(object);
      const path = textAt(object, ['spec', 'path']) ?? '/';
      const arn = `arn:${aws.partition}:iam::${aws.accountId}:policy${path}${name}`;
      const document = ['spec', 'policyDocument'];
      const isText = textAt(object, document) !== undefined;
      if (!isText) {
        problems.push(
          problemAt(
            object,
            document,
            'missing-document',
            `Policy ${nameOf(object)} has no spec.policyDocument that is text.`,
          ),
        );
      }
      return {
        object,
        value: {
          arn,
          source: isText
            ? sourceAt(object, document, arn)
            : unreadable(arn, { file: object.file, line: object.lineOf([]) }),
          reference: { namespace: namespaceOf(object), name: nameOf(object) },
        },
      };
    });
  return { policies, problems };
}
