import type { CorridorContext } from '../corridorContext';
import {
  CONFIRM_DELETION,
  corridorLabels,
  WAVE,
  waveAnnotation,
} from '../files/objectMetadata';

/** Levels of the admission that checks pods ("Pod Security Standards"): what is refused, audited and warned of. */
const POD_SECURITY = ['enforce', 'audit', 'warn'].flatMap(mode => [
  [`pod-security.kubernetes.io/${mode}`, 'restricted'],
  [`pod-security.kubernetes.io/${mode}-version`, 'latest'],
]);

/** Label by which the kubeflow Spark operator finds its namespaces (`spark.jobNamespaceSelector`, since 2.5.0). */
const KUBEFLOW_LABEL = { 'spark-operator': 'enabled' };

/** The namespace: pods must meet the `restricted` standard, and the Spark operator may look in when it is wanted. */
export function namespace({ corridor, names }: CorridorContext) {
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name: names.namespace,
      labels: {
        ...corridorLabels(corridor),
        ...Object.fromEntries(POD_SECURITY),
        ...(corridor.spec.spark.operator === 'kubeflow' ? KUBEFLOW_LABEL : {}),
      },
      annotations: {
        'corridors.dev/owner': corridor.spec.owner,
        ...waveAnnotation(WAVE.namespace),
        ...CONFIRM_DELETION,
      },
    },
  };
}
