import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  type ResourceEntity,
} from '@backstage/catalog-model';
import {
  CORRIDOR_ANNOTATION,
  CORRIDOR_ENTITY_TYPE,
  ENVIRONMENT_ANNOTATION,
  type CorridorSummary,
} from '@corridors/plugin-corridors-common';

/** Annotation by which the Kubernetes plugin of Backstage finds what to show. */
const KUBERNETES_NAMESPACE_ANNOTATION = 'backstage.io/kubernetes-namespace';

/** The catalog's Resource that stands for a corridor. */
export function corridorEntity({
  name,
  title,
  environment,
  owner,
}: CorridorSummary): ResourceEntity {
  const location = `corridors:${environment}/${name}`;
  return {
    apiVersion: 'backstage.io/v1beta1',
    kind: 'Resource',
    metadata: {
      name,
      title,
      description: `Corridor for Spark applications in ${environment}`,
      annotations: {
        [ANNOTATION_LOCATION]: location,
        [ANNOTATION_ORIGIN_LOCATION]: location,
        [CORRIDOR_ANNOTATION]: name,
        [ENVIRONMENT_ANNOTATION]: environment,
        [KUBERNETES_NAMESPACE_ANNOTATION]: name,
      },
    },
    spec: { type: CORRIDOR_ENTITY_TYPE, owner },
  };
}
