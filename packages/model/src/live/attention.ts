import type { Finding } from '../findings';
import type { Problem } from '../problems';
import type { Attention, CorridorFacts } from './corridorState';
import type { CredentialHealth } from './credentials';
import type { AwsResourceStatus, FactSource } from './facts';
import type { SparkRun } from './spark';

const ORDER: readonly Attention['severity'][] = ['broken', 'warning', 'info'];

/** What a person should look at, worst first. */
export function attentionOf(facts: CorridorFacts): Attention[] {
  const items = [
    ...facts.problems.map(problem => ofProblem(problem, facts)),
    ...ofNamespace(facts),
    ...facts.findings.map(finding => ofFinding(finding, facts)),
    ...(facts.credentials ? ofCredentials(facts.credentials) : []),
    ...facts.awsResources.flatMap(ofAwsResource),
    ...facts.sparkRuns.flatMap(ofSparkRun),
    ...facts.sources.flatMap(ofSource),
  ];
  return items
    .map((item, index) => ({ item, index }))
    .sort(
      (left, right) =>
        ORDER.indexOf(left.item.severity) -
          ORDER.indexOf(right.item.severity) || left.index - right.index,
    )
    .map(({ item }) => item);
}

function ofProblem(problem: Problem, facts: CorridorFacts): Attention {
  const place =
    problem.file === undefined
      ? ''
      : ` (${problem.file}${
          problem.line === undefined ? '' : `:${problem.line}`
        })`;
  return {
    severity: problem.severity === 'error' ? 'broken' : 'warning',
    title:
      problem.severity === 'error'
        ? 'The spec is not valid'
        : 'The spec needs a change',
    cause: `${problem.message}${place}`,
    nextAction: 'Correct the spec in the GitOps repository.',
    ...seenBy('gitops', facts),
  };
}

function ofNamespace(facts: CorridorFacts): Attention[] {
  const { namespace, corridor } = facts;
  if (namespace === 'foreign') {
    return [
      {
        severity: 'broken',
        title: `Namespace ${corridor} exists and is not this corridor's`,
        cause:
          'It does not carry the labels of this corridor; what exists is never taken over.',
        nextAction:
          'Choose another name for the corridor, or have the namespace removed by whoever owns it.',
        command: `kubectl get namespace ${corridor} --show-labels`,
        ...seenBy('kubernetes', facts),
      },
    ];
  }
  return namespace === 'terminating'
    ? [
        {
          severity: 'broken',
          title: `Namespace ${corridor} is being deleted`,
          cause:
            'Kubernetes has marked it for deletion, while its spec is still in the repository.',
          nextAction:
            'Find out who deleted it; the GitOps controller creates it again once it is gone.',
          command: `kubectl describe namespace ${corridor}`,
          ...seenBy('kubernetes', facts),
        },
      ]
    : [];
}

function ofFinding(finding: Finding, { verifiedAt }: CorridorFacts): Attention {
  return {
    severity:
      finding.kind === 'leak' || finding.kind === 'blocked'
        ? 'broken'
        : 'warning',
    title: finding.title,
    cause: finding.explanation,
    nextAction: finding.nextAction,
    source: 'verification',
    ...(verifiedAt === undefined ? {} : { at: verifiedAt }),
  };
}

function ofCredentials(health: CredentialHealth): Attention[] {
  if (
    health.state !== 'broken' &&
    health.state !== 'degraded' &&
    health.state !== 'expiring'
  ) {
    return [];
  }
  const isAtFault = (status: string, required: boolean) =>
    health.state === 'broken'
      ? required && status === 'fail'
      : status === 'fail' || status === 'warn';
  return health.checks
    .filter(check => isAtFault(check.status, check.required))
    .map(check => ({
      severity: health.state === 'broken' ? 'broken' : 'warning',
      title:
        health.state === 'broken'
          ? 'Credentials are broken'
          : 'Credentials need a look',
      cause:
        check.evidence === undefined
          ? check.detail
          : `${check.detail} (${check.evidence})`,
      ...(check.nextAction === undefined
        ? {}
        : { nextAction: check.nextAction }),
      source: check.source,
      ...(check.observedAt === undefined ? {} : { at: check.observedAt }),
    }));
}

function ofAwsResource(resource: AwsResourceStatus): Attention[] {
  if (resource.state !== 'failed' && resource.state !== 'retrying') {
    return [];
  }
  const failed = resource.state === 'failed';
  return [
    {
      severity: failed ? 'broken' : 'warning',
      title: failed
        ? `${resource.kind} ${resource.awsName} cannot be made`
        : `${resource.kind} ${resource.awsName} is not there yet and is being retried`,
      cause: resource.message ?? 'Its controller gives no reason.',
      nextAction: failed
        ? 'Change the spec or the account as the message says; the controller does not try again by itself.'
        : 'Remove what the message names; the controller tries again by itself.',
      source: resource.name,
      ...(resource.observedAt === undefined ? {} : { at: resource.observedAt }),
    },
  ];
}

function ofSparkRun(run: SparkRun): Attention[] {
  if (run.phase !== 'failed') {
    return [];
  }
  return [
    {
      severity: 'warning',
      title: `Spark application ${run.name} failed`,
      cause: run.reason?.text ?? 'No reason was reported.',
      ...(run.reason?.nextAction === undefined
        ? {}
        : { nextAction: run.reason.nextAction }),
      ...(run.driverPod === undefined
        ? {}
        : { command: `kubectl logs -n ${run.namespace} ${run.driverPod}` }),
      source: `kubernetes:${run.environment}`,
      at: run.endedAt ?? run.observedAt,
    },
  ];
}

function ofSource(source: FactSource): Attention[] {
  if (source.state === 'live' || source.state === 'syncing') {
    return [];
  }
  return [
    {
      severity: 'info',
      title: `${source.title} is ${source.state}`,
      cause: source.message ?? 'What is shown may be out of date.',
      source: source.id,
      ...(source.asOf === undefined ? {} : { at: source.asOf }),
    },
  ];
}

/** The source of a kind, and when its facts were last known to be true. */
function seenBy(
  kind: 'gitops' | 'kubernetes',
  { sources }: CorridorFacts,
): Pick<Attention, 'source' | 'at'> {
  const source = sources.find(({ id }) => id.split(':', 1)[0] === kind);
  return {
    source: source?.id ?? kind,
    ...(source?.asOf === undefined ? {} : { at: source.asOf }),
  };
}
