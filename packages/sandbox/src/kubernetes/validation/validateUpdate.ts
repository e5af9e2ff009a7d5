import { StatusCause } from '../StatusError';
import { KindDefinition, resourceKey } from '../kinds';
import {
  KubernetesObject,
  isRecord,
  isSameJson,
  listAt,
  recordAt,
} from '../objects';

/** A pod's specification without what may change while it lives. Source: "Pods", section "Pod update and replacement". */
function lastingPodSpec(object: KubernetesObject): unknown {
  const {
    activeDeadlineSeconds,
    tolerations,
    terminationGracePeriodSeconds,
    ...spec
  } = recordAt(object, 'spec');
  const withoutImages = (field: string) =>
    listAt(spec, field).map(container =>
      isRecord(container) ? { ...container, image: undefined } : container,
    );
  return {
    ...spec,
    containers: withoutImages('containers'),
    initContainers: withoutImages('initContainers'),
  };
}

/**
 * What may not change in an object: a binding's role, a pod's specification, data that says it is immutable.
 *
 * @public
 */
export function validateUpdate(
  kind: KindDefinition,
  before: KubernetesObject,
  after: KubernetesObject,
): StatusCause[] {
  switch (resourceKey(kind)) {
    case 'rolebindings.rbac.authorization.k8s.io':
    case 'clusterrolebindings.rbac.authorization.k8s.io':
      return isSameJson(before.roleRef, after.roleRef)
        ? []
        : [
            {
              reason: 'FieldValueInvalid',
              field: 'roleRef',
              message: `Invalid value: ${JSON.stringify(
                after.roleRef,
              )}: cannot change roleRef`,
            },
          ];
    case 'pods':
      return isSameJson(lastingPodSpec(before), lastingPodSpec(after))
        ? []
        : [
            {
              reason: 'FieldValueForbidden',
              field: 'spec',
              message:
                'Forbidden: pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)',
            },
          ];
    case 'configmaps':
    case 'secrets':
      return before.immutable === true && !isSameJson(before.data, after.data)
        ? [
            {
              reason: 'FieldValueForbidden',
              field: 'data',
              message: 'Forbidden: field is immutable when `immutable` is set',
            },
          ]
        : [];
    default:
      return [];
  }
}
