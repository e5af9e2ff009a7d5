import { CredentialCheck } from '@corridors/model';
import { ClusterSnapshot } from '../../cluster';
import { ObservedSparkApplication } from '../../kubernetes';
import { CheckFinding, checkCluster } from '../checkOutcome';
import { CredentialContext } from '../credentialContext';
import { livePods } from '../liveDrivers';

const PROVIDER = 'fs.s3a.aws.credentials.provider';
const ASSUMED_ROLE = 'fs.s3a.assumed.role.arn';
const STATIC_KEYS = [
  'fs.s3a.access.key',
  'fs.s3a.secret.key',
  'fs.s3a.session.token',
];
/** Providers that read a web identity token: SDK version 2, version 1, and the version 1 chain that includes it. */
const WEB_IDENTITY =
  /WebIdentityToken(File)?CredentialsProvider|DefaultAWSCredentialsProviderChain/;
const ASSUMED_ROLE_PROVIDER = /AssumedRoleCredentialProvider/;
const REPAIR =
  "Copy the Spark configuration from the corridor's connection page";

/**
 * Whether the newest Spark application is configured to use the corridor's role. S3A's own list of providers knows no
 * web identity: without the setting a job silently takes the role of its node
 * (source: Apache Hadoop documentation, "Hadoop-AWS module: Integration with Amazon Web Services").
 */
export function checkProviderConfig(
  context: CredentialContext,
): CredentialCheck {
  return checkCluster(
    { id: 'provider-config', required: false },
    context,
    ['pods'],
    cluster => {
      const { namespace } = context.names;
      const withKeys = livePods(cluster, namespace).find(pod =>
        pod.containers.some(({ hasStaticKeys }) => hasStaticKeys),
      );
      if (withKeys) {
        return {
          status: 'fail',
          detail: `Pod ${withKeys.name} carries static access keys, which come before the role`,
          evidence: 'AWS_ACCESS_KEY_ID is set',
          nextAction: `Remove the access keys. ${REPAIR}`,
        };
      }
      const application = newestApplication(cluster, namespace);
      return application
        ? judgeConfiguration(application, context)
        : {
            status: 'not-applicable',
            detail:
              'There is no Spark application whose configuration could be looked at',
          };
    },
  );
}

function newestApplication(
  cluster: ClusterSnapshot,
  namespace: string,
): ObservedSparkApplication | undefined {
  return [...cluster.inNamespace(namespace).sparkApplications]
    .sort((left, right) =>
      (left.createdAt ?? '').localeCompare(right.createdAt ?? ''),
    )
    .at(-1);
}

function judgeConfiguration(
  application: ObservedSparkApplication,
  context: CredentialContext,
): CheckFinding {
  const configuration = application.credentialConfiguration;
  const where = `Spark application ${application.name}`;
  const keys = STATIC_KEYS.filter(key => key in configuration);
  if (keys.length > 0) {
    return {
      status: 'fail',
      detail: `${where} is given static access keys`,
      evidence: keys.join(', '),
      nextAction: `Remove the access keys. ${REPAIR}`,
    };
  }
  const provider = configuration[PROVIDER];
  if (provider === undefined) {
    return {
      status: 'warn',
      detail: `${where} names no credential provider: what its image does is not known`,
      evidence: `${PROVIDER} is not set`,
      nextAction: REPAIR,
    };
  }
  const evidence = `${PROVIDER}: ${provider}`;
  switch (context.environment.spec.identity.mechanism) {
    case 'irsa':
      return WEB_IDENTITY.test(provider)
        ? { status: 'pass', detail: `${where} uses web identity`, evidence }
        : {
            status: 'fail',
            detail: `${where} uses no web identity provider`,
            evidence,
            nextAction: REPAIR,
          };
    case 'assume-role':
      return judgeAssumedRole(
        where,
        provider,
        configuration[ASSUMED_ROLE],
        context.names.roleArn,
      );
    default:
      return context.environment.spec.identity satisfies never;
  }
}

function judgeAssumedRole(
  where: string,
  provider: string,
  roleArn: string | undefined,
  expected: string,
): CheckFinding {
  if (!ASSUMED_ROLE_PROVIDER.test(provider)) {
    return {
      status: 'fail',
      detail: `${where} does not switch to the corridor's role`,
      evidence: `${PROVIDER}: ${provider}`,
      nextAction: REPAIR,
    };
  }
  return roleArn === expected
    ? {
        status: 'pass',
        detail: `${where} switches to ${expected}`,
        evidence: `${ASSUMED_ROLE}: ${roleArn}`,
      }
    : {
        status: 'fail',
        detail: `${where} switches to ${
          roleArn ?? 'no role'
        }, expected ${expected}`,
        evidence: `${ASSUMED_ROLE}: ${roleArn ?? 'not set'}`,
        nextAction: REPAIR,
      };
}
