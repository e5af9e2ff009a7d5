import type { CorridorContext } from '../corridorContext';
import { corridorLabels, WAVE, waveAnnotation } from '../files/objectMetadata';

/** Type and metadata of an object in the corridor's namespace. */
export function namespaced(
  { corridor, names }: CorridorContext,
  type: { readonly apiVersion: string; readonly kind: string },
  name: string,
  annotations: Readonly<Record<string, string>> = {},
  wave: (typeof WAVE)[keyof typeof WAVE] = WAVE.namespaced,
) {
  return {
    ...type,
    metadata: {
      name,
      namespace: names.namespace,
      labels: corridorLabels(corridor),
      annotations: { ...annotations, ...waveAnnotation(wave) },
    },
  };
}
