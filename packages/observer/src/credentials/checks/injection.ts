import { CredentialCheck } from '@corridors/model';
import { sparkContainer } from '../../failures/sparkContainer';
import {
  objectKey,
  ObservedPod,
  ObservedServiceAccount,
} from '../../kubernetes';
import { CheckFinding, checkCluster } from '../checkOutcome';
import { describeClockSkew } from '../clockSkew';
import { CredentialContext } from '../credentialContext';
import { isDriver, livePods } from '../liveDrivers';
import { timeOfDay } from '../timeOfDay';

const WORST_FIRST = ['fail', 'warn', 'pass'] as const;

/**
 * Whether the live pods of the corridor got its role from the identity webhook, which looks at a pod only when it is
 * created and lets it through without credentials when it fails
 * (source: README of amazon-eks-pod-identity-webhook).
 */
export function checkInjection(context: CredentialContext): CredentialCheck {
  const { namespace, serviceAccount } = context.names;
  const pods = context.cluster ? livePods(context.cluster, namespace) : [];
  const own = pods.filter(pod => pod.serviceAccount === serviceAccount);
  return checkCluster(
    { id: 'injection', required: own.some(isDriver) },
    context,
    ['pods', 'serviceAccounts'],
    cluster => {
      const account = cluster.serviceAccounts.get(
        objectKey(namespace, serviceAccount),
      );
      const strays = pods.filter(
        pod => isDriver(pod) && pod.serviceAccount !== serviceAccount,
      );
      const findings = [
        ...own.map(pod => judgePod(pod, account)),
        ...strays.map(pod => strayDriver(pod, serviceAccount)),
      ];
      const worst = WORST_FIRST.map(status =>
        findings.find(finding => finding.status === status),
      ).find(Boolean);
      if (!worst) {
        return {
          status: 'not-applicable',
          detail: 'No pod of Spark is running',
        };
      }
      const skew = describeClockSkew(cluster);
      if (worst.status === 'pass' && skew !== undefined) {
        return {
          status: 'warn',
          detail: `${skew}: AWS refuses tokens whose times are off`,
          evidence: 'Date header of the API server',
          nextAction: 'Ask the platform team to set the clock that is wrong',
        };
      }
      return worst;
    },
  );
}

function judgePod(
  pod: ObservedPod,
  account: ObservedServiceAccount | undefined,
): CheckFinding {
  const kind = isDriver(pod) ? 'driver' : 'executor';
  const wanted = account?.roleArn;
  const injected = sparkContainer(pod)?.roleArn;
  const hasToken = sparkContainer(pod)?.webIdentityTokenFile !== undefined;
  const since = account?.roleAnnotationSince;
  const isOlder =
    since !== undefined &&
    pod.createdAt !== undefined &&
    Date.parse(pod.createdAt) < Date.parse(since);
  const evidence = `pod ${pod.name} created ${
    pod.createdAt ?? 'at an unknown time'
  }, AWS_ROLE_ARN ${injected ?? 'not set'}`;
  const restart =
    isOlder && since !== undefined
      ? `Restart the ${kind}: it started before the role annotation (${timeOfDay(
          since,
        )})`
      : undefined;
  if (injected === undefined || !hasToken) {
    return {
      status: 'fail',
      detail: `The ${kind} ${pod.name} got no role: it falls back to the role of its node`,
      evidence,
      nextAction:
        restart ??
        `Ask the platform team whether the identity webhook is running, then restart the ${kind}`,
    };
  }
  if (injected !== wanted) {
    return {
      status: 'fail',
      detail: `The ${kind} ${
        pod.name
      } has the role ${injected}, its ServiceAccount asks for ${
        wanted ?? 'none'
      }`,
      evidence,
      nextAction: restart ?? `Restart the ${kind}`,
    };
  }
  if (isOlder && since !== undefined) {
    return {
      status: 'warn',
      detail: `The ${kind} ${pod.name} is older than the role annotation`,
      evidence: `${evidence}, annotation written ${since}`,
      nextAction: `Restart the ${kind} when it can be: it started before the role annotation (${timeOfDay(
        since,
      )})`,
    };
  }
  return {
    status: 'pass',
    detail: 'Every pod of Spark has the role',
    evidence,
  };
}

function strayDriver(pod: ObservedPod, serviceAccount: string): CheckFinding {
  return {
    status: 'warn',
    detail: `The driver ${pod.name} runs as ServiceAccount ${
      pod.serviceAccount ?? 'default'
    }, which has no role`,
    evidence: `pod ${pod.name}`,
    nextAction: `Set the driver's ServiceAccount to ${serviceAccount}`,
  };
}
