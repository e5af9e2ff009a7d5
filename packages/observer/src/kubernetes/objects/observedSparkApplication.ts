import {
  readNumber,
  readRecord,
  readStringMap,
  readText,
} from '../../readJson';
import { ObjectMetadata, readObjectMetadata } from './objectMetadata';

/**
 * A SparkApplication of the kubeflow operator (`sparkoperator.k8s.io/v1beta2`), slim. Everything of `status` may be
 * absent: a new object has none, and the operator writes `null` for times it does not know.
 *
 * @public
 */
export interface ObservedSparkApplication extends ObjectMetadata {
  readonly sparkVersion?: string;
  readonly isSuspended: boolean;
  /** `spec.restartPolicy.type`: `Never`, `OnFailure`, `Always`. */
  readonly restartPolicy: string;
  readonly onFailureRetries?: number;
  readonly onSubmissionFailureRetries?: number;
  /** Absent under dynamic allocation, where the number changes. */
  readonly requestedExecutors?: number;
  readonly driverServiceAccount?: string;
  /** `spec.sparkConf` and `spec.hadoopConf` of the credential provider, access keys, and assumed role only; secrets are replaced by `set`. */
  readonly credentialConfiguration: Readonly<Record<string, string>>;
  /** `status.applicationState.state`, verbatim: the CRD knows no enumeration. Empty when new. */
  readonly state: string;
  readonly errorMessage?: string;
  readonly sparkAppId?: string;
  readonly submissionId?: string;
  readonly lastSubmissionAt?: string;
  readonly terminatedAt?: string;
  readonly submissionAttempts: number;
  readonly executionAttempts: number;
  readonly driverPod?: string;
  readonly uiAddress?: string;
  /** Pod name → state, as the operator tracks them (up to 1000). */
  readonly executorStates: Readonly<Record<string, string>>;
}

const SECRET_KEY = /(secret\.key|access\.key|session\.token)$/;
const CREDENTIAL_KEY =
  /^(spark\.hadoop\.)?fs\.s3a\.(bucket\.[^.]+\.)?(aws\.credentials\.|assumed\.role\.|access\.key|secret\.key|session\.token)/;

/** Projects a SparkApplication of the kubeflow operator. */
export function projectSparkApplication(
  object: unknown,
): ObservedSparkApplication {
  const spec = readRecord(readRecord(object).spec);
  const status = readRecord(readRecord(object).status);
  const application = readRecord(status.applicationState);
  const driver = readRecord(spec.driver);
  const driverInfo = readRecord(status.driverInfo);
  const restart = readRecord(spec.restartPolicy);
  const sparkConf = readStringMap(spec.sparkConf);
  const isScaling =
    readRecord(spec.dynamicAllocation).enabled === true ||
    sparkConf['spark.dynamicAllocation.enabled'] === 'true';
  return {
    ...readObjectMetadata(object),
    sparkVersion: readText(spec.sparkVersion),
    isSuspended: spec.suspend === true,
    restartPolicy: readText(restart.type) ?? 'Never',
    onFailureRetries: readNumber(restart.onFailureRetries),
    onSubmissionFailureRetries: readNumber(restart.onSubmissionFailureRetries),
    requestedExecutors: isScaling
      ? undefined
      : readNumber(readRecord(spec.executor).instances) ??
        readInteger(sparkConf['spark.executor.instances']),
    driverServiceAccount:
      readText(driver.serviceAccount) ??
      sparkConf['spark.kubernetes.authenticate.driver.serviceAccountName'],
    credentialConfiguration: keepCredentialKeys({
      ...readStringMap(spec.hadoopConf),
      ...sparkConf,
    }),
    state: readText(application.state) ?? '',
    errorMessage: readText(application.errorMessage),
    sparkAppId: readText(status.sparkApplicationId),
    submissionId: readText(status.submissionID),
    lastSubmissionAt: readText(status.lastSubmissionAttemptTime),
    terminatedAt: readText(status.terminationTime),
    submissionAttempts: readNumber(status.submissionAttempts) ?? 0,
    executionAttempts: readNumber(status.executionAttempts) ?? 0,
    driverPod: readText(driverInfo.podName),
    uiAddress:
      readText(driverInfo.webUIIngressAddress) ??
      readText(driverInfo.webUIAddress),
    executorStates: readStringMap(status.executorState),
  };
}

function readInteger(value: string | undefined): number | undefined {
  return value !== undefined && /^\d+$/.test(value) ? Number(value) : undefined;
}

function keepCredentialKeys(
  configuration: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const kept: Record<string, string> = {};
  for (const [key, value] of Object.entries(configuration)) {
    if (CREDENTIAL_KEY.test(key)) {
      kept[key.replace(/^spark\.hadoop\./, '')] = SECRET_KEY.test(key)
        ? 'set'
        : value;
    }
  }
  return kept;
}
