import { actionsOf } from './ActionTable';
import { IAM_ACTIONS } from './iamActions';
import { namesOf } from './namesOf';
import { S3_ACTIONS } from './s3Actions';

/**
 * Actions that anybody may do, and why.
 *
 * @public
 */
export interface HarmlessActions {
  readonly reason: string;
  readonly actions: readonly string[];
}

const READS = /:(?:Describe|Generate|Get|List|Simulate)/;

/** They open data, although their names are those of reading settings. */
const OPEN_DATA: ReadonlySet<string> = new Set(['s3:GetDataAccess']);

/**
 * What is deliberately not asked about: whoever holds these reaches nothing of another. Everything else of S3, IAM and STS
 * is asked about.
 *
 * @public
 */
export const HARMLESS_ACTIONS: readonly HarmlessActions[] = [
  {
    reason:
      'It tells in which region a bucket is, as every refused request does',
    actions: namesOf('s3', 'GetBucketLocation'),
  },
  {
    reason:
      'They tell what there is in an account beside the buckets themselves and how it is set, and open none of it',
    actions: actionsOf(S3_ACTIONS, ['s3-control', 'service']).filter(isRead),
  },
  {
    reason:
      'They tell who there is in an account and what policies say, which the repository tells as well',
    actions: actionsOf(IAM_ACTIONS).filter(isRead),
  },
  {
    reason: 'It makes roles whose trust and policies are set by AWS',
    actions: namesOf('iam', 'CreateServiceLinkedRole'),
  },
  {
    reason:
      'They tell callers who they are, or give them sessions and tokens of their own that may do no more than they',
    actions: namesOf(
      'sts',
      `DecodeAuthorizationMessage GetAccessKeyInfo GetCallerIdentity GetFederationToken GetServiceBearerToken
      GetSessionToken GetWebIdentityToken TagGetWebIdentityToken`,
    ),
  },
  {
    reason:
      'They say something of a session for whoever may assume the role, which is asked about',
    actions: namesOf('sts', 'SetContext SetSourceIdentity TagSession'),
  },
];

function isRead(action: string): boolean {
  return READS.test(action) && !OPEN_DATA.has(action);
}
