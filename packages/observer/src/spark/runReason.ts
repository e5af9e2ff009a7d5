import { SparkRun } from '@corridors/model';
import { DriverLog, DriverLogClass } from '../failures';
import { explainPodFailure, PodFailure } from '../failures/podFailure';
import { redactLog } from '../failures/redactLog';
import { ObservedPod } from '../kubernetes';

const LONGEST_MESSAGE = 500;

/** Why a run stands where it stands. */
export type RunReason = NonNullable<SparkRun['reason']>;

const LOG_TEXTS: Readonly<
  Record<DriverLogClass, { text: string; nextAction: string }>
> = {
  expired: {
    text: 'The AWS credentials had expired',
    nextAction:
      'Use a credential provider that renews itself, then start the job again',
  },
  identity: {
    text: 'AWS refused the web identity token',
    nextAction:
      'Look at the credential checks of the corridor: provider, trust policy and audience',
  },
  assume: {
    text: 'AWS refused to let the driver take the role',
    nextAction:
      'Look at the credential checks of the corridor: whether the role exists and whom its trust policy admits',
  },
  chain: {
    text: 'The session was asked for longer than role chaining allows',
    nextAction: 'Set the session duration to at most 1 hour',
  },
  denied: {
    text: 'AWS denied access',
    nextAction: 'See in the access view which buckets the corridor may reach',
  },
  none: {
    text: 'The driver found no valid AWS credentials',
    nextAction:
      "Use the corridor's Spark configuration, which names the credential provider",
  },
  memory: {
    text: 'The Java virtual machine ran out of memory',
    nextAction: 'Raise the memory or the memory overhead of the driver',
  },
};

const POD_ACTIONS: Readonly<Record<string, string>> = {
  OOMKilled: 'Raise the memory or the memory overhead',
  'exit-52': 'Raise the memory of the driver',
  Unschedulable:
    'Ask for less, wait until other jobs end, or ask the platform team for more nodes',
  ImagePullBackOff: 'Correct the image or its pull secret',
  ErrImagePull: 'Correct the image or its pull secret',
  InvalidImageName: 'Correct the image',
  CreateContainerConfigError:
    'Create the ConfigMap or Secret that the pod refers to',
  Evicted:
    'Start the job again; if it happens again, ask for the memory and disk that it uses',
};

/**
 * Explains a run that failed, waits or cannot start, in the order of trust: how the driver's container ended, what the
 * cluster did to the pod, what it waits for, what the operator says, what the log says. Where the container only says
 * that the application failed, the log tells more and comes first, with the exit code as evidence.
 *
 * @param operatorMessage - `errorMessage` of an operator
 */
export function explainRun(input: {
  driver?: ObservedPod;
  log?: DriverLog;
  operatorMessage?: string;
}): RunReason | undefined {
  const failure = input.driver && explainPodFailure(input.driver);
  const found = input.log?.state === 'found' ? input.log : undefined;
  const saysLittle =
    failure === undefined ||
    failure.code === 'exit-1' ||
    failure.code === 'exit-101';
  if (found && (saysLittle || failure.code === 'exit-52')) {
    return logReason(found, failure);
  }
  if (failure) {
    return {
      code: failure.code,
      text: failure.text,
      evidence: withUnreadableLog(failure.evidence, input.log),
      nextAction: POD_ACTIONS[failure.code],
    };
  }
  if (input.operatorMessage) {
    const text = redactLog(input.operatorMessage.trim()).slice(
      0,
      LONGEST_MESSAGE,
    );
    return {
      code: 'operator',
      text,
      evidence: 'status.applicationState.errorMessage',
    };
  }
  return undefined;
}

function logReason(
  log: Extract<DriverLog, { state: 'found' }>,
  failure: PodFailure | undefined,
): RunReason {
  const { text, nextAction } = LOG_TEXTS[log.class];
  const evidence = `driver log: ${log.line}${
    failure ? ` (${failure.text})` : ''
  }`;
  const code = `log-${log.class}`;
  if (log.class !== 'denied' || log.principalRole === undefined) {
    return { code, text, evidence, nextAction };
  }
  return {
    code,
    text: `${text} to role ${log.principalRole}`,
    evidence,
    nextAction: `If ${log.principalRole} is not the corridor's role, the driver got no credentials of its own: see the credential checks. Else see in the access view which buckets the corridor may reach`,
  };
}

function withUnreadableLog(
  evidence: string,
  log: DriverLog | undefined,
): string {
  return log?.state === 'unreadable'
    ? `${evidence}; the driver log cannot be read: ${log.message}`
    : evidence;
}
