import type {
  V1ConfigMap,
  V1OwnerReference,
  V1Pod,
  V1Service,
} from '@kubernetes/client-node';
import { SparkApplication, driverPodName } from './SparkApplication';
import { DRIVER_CONTAINER, LABELS } from './labels';
import { podResources } from './podResources';
import {
  Submission,
  formatProperties,
  sharedLabels,
  sparkProperties,
} from './sparkProperties';

const CONF_DIR = '/opt/spark/conf';
const CONF_FILE = 'spark.properties';
const CONF_VOLUME = 'spark-conf-volume-driver';

function owner(application: SparkApplication): V1OwnerReference {
  const { apiVersion, kind, metadata } = application;
  return {
    apiVersion,
    kind,
    name: metadata.name,
    uid: metadata.uid,
    controller: true,
  };
}

function configMapName(application: SparkApplication): string {
  return `${application.metadata.name}-driver-conf-map`;
}

/** The config map with the driver's properties. @public */
export function driverConfigMap(
  application: SparkApplication,
  submission: Submission,
): V1ConfigMap {
  return {
    metadata: {
      name: configMapName(application),
      namespace: application.metadata.namespace,
      ownerReferences: [owner(application)],
    },
    data: {
      [CONF_FILE]: formatProperties(sparkProperties(application, submission)),
    },
  };
}

/** The service in front of the driver's user interface. @public */
export function uiService(application: SparkApplication): V1Service {
  const { name, namespace } = application.metadata;
  return {
    metadata: {
      name: `${name}-ui-svc`,
      namespace,
      ownerReferences: [owner(application)],
    },
    spec: {
      ports: [{ name: 'spark-driver-ui-port', port: 4040, targetPort: 4040 }],
      selector: { [LABELS.operatorAppName]: name, [LABELS.role]: 'driver' },
    },
  };
}

/** Pods of corridors pass the restricted pod security standard. */
const RESTRICTED = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  runAsNonRoot: true,
  runAsUser: 185,
  seccompProfile: { type: 'RuntimeDefault' },
};

/**
 * The driver pod, as spark-submit makes it for the operator.
 *
 * @throws Error when the driver's memory is not written as a JVM size
 * @public
 */
export function driverPod(
  application: SparkApplication,
  submission: Submission,
): V1Pod {
  const { metadata, spec } = application;
  const { driver } = spec;
  return {
    metadata: {
      name: driverPodName(application),
      namespace: metadata.namespace,
      labels: {
        ...driver.labels,
        ...sharedLabels(application, submission),
        [LABELS.role]: 'driver',
      },
      annotations: driver.annotations,
      ownerReferences: [owner(application)],
    },
    spec: {
      restartPolicy: 'Never',
      serviceAccountName: driver.serviceAccount ?? 'default',
      nodeSelector: driver.nodeSelector,
      ...(driver.podSecurityContext
        ? { securityContext: Object(driver.podSecurityContext) }
        : {}),
      containers: [
        {
          name: DRIVER_CONTAINER,
          image:
            driver.image ?? spec.image ?? `apache/spark:${spec.sparkVersion}`,
          args: [
            'driver',
            '--properties-file',
            `${CONF_DIR}/${CONF_FILE}`,
            ...(spec.mainClass ? ['--class', spec.mainClass] : []),
            spec.mainApplicationFile,
            ...spec.arguments,
          ],
          env: [
            { name: 'SPARK_USER', value: '185' },
            { name: 'SPARK_VERSION', value: spec.sparkVersion },
            { name: 'SPARK_CONF_DIR', value: CONF_DIR },
            ...driver.env.map(({ name, value }) => ({
              name,
              value: value ?? '',
            })),
            ...Object.entries(driver.envVars).map(([name, value]) => ({
              name,
              value,
            })),
          ],
          ports: [
            { name: 'driver-rpc-port', containerPort: 7078 },
            { name: 'blockmanager', containerPort: 7079 },
            { name: 'spark-ui', containerPort: 4040 },
          ],
          resources: podResources(driver),
          securityContext: driver.securityContext
            ? Object(driver.securityContext)
            : RESTRICTED,
          volumeMounts: [{ name: CONF_VOLUME, mountPath: CONF_DIR }],
        },
      ],
      volumes: [
        { name: CONF_VOLUME, configMap: { name: configMapName(application) } },
      ],
    },
  };
}
