import { CredentialCheck } from '@corridors/model';
import { ObservedRole } from '../../aws';
import { driverStartedAt } from '../../spark/driverObservation';
import { CheckFinding, checkAws } from '../checkOutcome';
import { describeClockSkew } from '../clockSkew';
import { CredentialContext } from '../credentialContext';
import { isDriver, livePods } from '../liveDrivers';

const TTL_SECONDS = 3600;
const HOUR_MS = 3_600_000;
/** IAM reports use hours late (source: IAM user guide, "Refine permissions in AWS using last accessed information"). */
const PATIENCE_MS = 6 * HOUR_MS;

/** Whether IAM has seen the role used. Evidence of use, never of breakage: IAM lags by hours. */
export function checkLastUsed(context: CredentialContext): CredentialCheck {
  const { roleName } = context.names;
  return checkAws(
    { id: 'last-used', required: false, ttlSeconds: TTL_SECONDS },
    context,
    aws => aws.roles.get(roleName)?.role,
    fact =>
      fact.state === 'absent'
        ? {
            status: 'unknown',
            detail: 'There is no role that could have been used',
          }
        : judgeUse(fact.value, context),
  );
}

function judgeUse(
  role: ObservedRole,
  { cluster, names, now }: CredentialContext,
): CheckFinding {
  const skew = cluster && describeClockSkew(cluster);
  if (skew !== undefined) {
    return { status: 'unknown', detail: `${skew}: times cannot be compared` };
  }
  const used = role.lastUsed;
  const evidence = used
    ? `RoleLastUsed ${used.at}${used.region ? ` in ${used.region}` : ''}`
    : 'RoleLastUsed is empty';
  const drivers = cluster
    ? livePods(cluster, names.namespace).filter(isDriver)
    : [];
  const startedAt = drivers
    .flatMap(pod => driverStartedAt(pod) ?? [])
    .sort()
    .at(0);
  if (startedAt === undefined) {
    return used
      ? { status: 'pass', detail: `Last used at ${used.at}`, evidence }
      : {
          status: 'not-applicable',
          detail: 'The role has never been used, and no job is running',
          evidence,
        };
  }
  const started = Date.parse(startedAt);
  if (used && Date.parse(used.at) >= started - HOUR_MS) {
    return {
      status: 'pass',
      detail: `Used at ${used.at}, while the job was running`,
      evidence,
    };
  }
  if (now.getTime() - started > PATIENCE_MS) {
    return {
      status: 'warn',
      detail: `A job has been running since ${startedAt}, and the role has not been used since`,
      evidence,
      nextAction:
        'See whether the job reads or writes S3 at all, and by which credential provider',
    };
  }
  return {
    status: 'pass',
    detail: 'A job is running; IAM tells of its use after some hours',
    evidence,
  };
}
