import type { CorridorContext } from '../../corridorContext';
import {
  corridorLabels,
  waveAnnotation,
  type WAVE,
} from '../../files/objectMetadata';

/** Type and metadata of an ACK object: in the namespace that only administrators write. */
export function ackObject(
  { corridor, environment }: CorridorContext,
  type: { readonly group: 's3' | 'iam'; readonly kind: string },
  name: string,
  wave: (typeof WAVE)[keyof typeof WAVE],
  annotations: Readonly<Record<string, string>> = {},
) {
  const { awsNamespace, region } = environment.spec.aws;
  return {
    apiVersion: `${type.group}.services.k8s.aws/v1alpha1`,
    kind: type.kind,
    metadata: {
      name,
      namespace: awsNamespace,
      labels: corridorLabels(corridor),
      annotations: {
        'services.k8s.aws/region': region,
        ...annotations,
        ...waveAnnotation(wave),
      },
    },
  };
}

/** A policy as ACK takes it: text, laid out for whoever reviews the pull request. */
export function policyText(document: object): string {
  return JSON.stringify(document, undefined, 2);
}
