import type { Corridor } from '@corridors/model';

const CORRIDOR_LABEL = 'corridors.dev/corridor';
const ENVIRONMENT_LABEL = 'corridors.dev/environment';
const SYNC_WAVE = 'argocd.argoproj.io/sync-wave';
const SYNC_OPTIONS = 'argocd.argoproj.io/sync-options';

/**
 * When a GitOps controller applies an object (Argo CD, "Sync phases and waves"): first the namespace, then what bounds
 * it, then AWS from the bottom up, and last what tells workloads about it.
 */
export const WAVE = {
  namespace: '0',
  namespaced: '1',
  bucket: '2',
  policy: '2',
  role: '3',
  connection: '4',
} as const;

/** One of the waves. */
export type Wave = (typeof WAVE)[keyof typeof WAVE];

/** Labels that every object of a corridor carries. They help people and tools to find; nothing is proved by them. */
export function corridorLabels(corridor: Corridor): Record<string, string> {
  return {
    'app.kubernetes.io/managed-by': 'corridors',
    [CORRIDOR_LABEL]: corridor.metadata.name,
    [ENVIRONMENT_LABEL]: corridor.spec.environment,
  };
}

/** Annotation that orders an object among the others. */
export function waveAnnotation(wave: Wave): Record<string, string> {
  return { [SYNC_WAVE]: wave };
}

/** Annotation of what holds data: a person confirms before it is deleted (Argo CD, "Sync options"). */
export const CONFIRM_DELETION: Readonly<Record<string, string>> = {
  [SYNC_OPTIONS]: 'Prune=confirm,Delete=confirm',
};
