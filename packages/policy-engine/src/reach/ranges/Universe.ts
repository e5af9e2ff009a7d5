import type { ActionTarget } from '../actions/actionTargets';
import {
  ANY_ACCOUNT,
  ANY_NAME,
  ANY_PART,
  ANY_TEXT,
  concatenate,
  literalPatternOf,
  Pattern,
} from '../patterns/Pattern';

/** All ARNs that an action can be asked for. */
export interface Universe {
  readonly pattern: Pattern;
  /** The same for people, as a resource pattern. */
  readonly text: string;
}

/**
 * All resources of a kind. (AWS: "Actions, resources, and condition keys" of each service, resource types.)
 *
 * @param accountId - account in the ARN of IAM resources; `any`: all twelve digits
 */
export function universeOf(
  target: ActionTarget,
  service: string,
  partition: string,
  accountId: string,
): Universe {
  const bucket = `arn:${partition}:s3:::`;
  const [account, accountText] =
    accountId === 'any'
      ? [ANY_ACCOUNT, '*']
      : [literalPatternOf(accountId), accountId];
  const inAccount = (type: string): Universe => ({
    pattern: concatenate(
      literalPatternOf(`arn:${partition}:iam::`),
      account,
      literalPatternOf(`:${type}/`),
      ANY_TEXT,
    ),
    text: `arn:${partition}:iam::${accountText}:${type}/*`,
  });
  switch (target) {
    case 'bucket':
      return {
        pattern: concatenate(literalPatternOf(bucket), ANY_NAME),
        text: `${bucket}*`,
      };
    case 'object':
      return {
        pattern: concatenate(
          literalPatternOf(bucket),
          ANY_NAME,
          literalPatternOf('/'),
          ANY_TEXT,
        ),
        text: `${bucket}*/*`,
      };
    case 's3-control': {
      const prefix = `arn:${partition}:${service.toLowerCase()}:`;
      return {
        pattern: concatenate(
          literalPatternOf(prefix),
          ANY_PART,
          literalPatternOf(':'),
          account,
          literalPatternOf(':'),
          ANY_TEXT,
        ),
        text: `${prefix}*:${accountText}:*`,
      };
    }
    case 'root':
      return {
        pattern: concatenate(
          literalPatternOf(`arn:${partition}:iam::`),
          ANY_ACCOUNT,
          literalPatternOf(':root'),
        ),
        text: `arn:${partition}:iam::*:root`,
      };
    case 'role':
    case 'user':
    case 'group':
    case 'policy':
    case 'oidc-provider':
    case 'saml-provider':
    case 'instance-profile':
    case 'mfa':
    case 'server-certificate':
    case 'delegation-request':
      return inAccount(target);
    case 'service':
      return { pattern: literalPatternOf('*'), text: '*' };
    case 'other': {
      const prefix = `arn:${partition}:${service.toLowerCase()}:`;
      return {
        pattern: concatenate(
          literalPatternOf(prefix),
          ANY_PART,
          literalPatternOf(':'),
          ANY_PART,
          literalPatternOf(':'),
          ANY_TEXT,
        ),
        text: `${prefix}*:*:*`,
      };
    }
    default:
      return unreachable(target);
  }
}

function unreachable(target: never): never {
  throw new Error(`Unexpected target ${String(target)}`);
}
