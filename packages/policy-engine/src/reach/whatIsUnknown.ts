import type { Decision } from '../evaluation/Decision';
import type { AskedResource } from './AskedResource';
import { isOutside, KnownCaller } from './KnownCaller';

/** What a decision should hang on but is not known, for people; undefined when the decision stands. */
export function whatIsUnknown(
  known: KnownCaller,
  action: string,
  asked: AskedResource,
  { verdict, reason }: Decision,
): string | undefined {
  if (reason === 'explicit-deny') {
    return undefined;
  }
  const { owner, account } = known;
  const lacks = (part: 'identity' | 'boundary') =>
    owner !== undefined &&
    owner.unknown.length > 0 &&
    owner.unknown.some(one => one === part);
  if (lacks('identity')) {
    return `a policy of ${owner?.arn} is not understood`;
  }
  if (asked.isPolicyUnknown && guards(asked, action)) {
    return `the policy of ${asked.bucket ?? asked.resource} is not known`;
  }
  if (verdict === 'deny') {
    return undefined;
  }
  if (lacks('boundary')) {
    return `the permissions boundary of ${owner?.arn} is not understood`;
  }
  if (account?.isScpUnknown) {
    return `a service control policy of account ${account.accountId} is not understood`;
  }
  return asked.restriction === 'unknown' && isOutside(known, asked)
    ? `the bucket policy is public, and whether public access settings restrict it could not be read`
    : undefined;
}

/** A trust policy has no say in other actions than assuming the role. */
function guards({ bucket }: AskedResource, action: string): boolean {
  return bucket !== undefined || action.toLowerCase().startsWith('sts:');
}
