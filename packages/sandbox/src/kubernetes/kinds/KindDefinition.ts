import type { ResourceName } from '../StatusError';

/**
 * A column of the table that `kubectl get` shows. `path` reads the object; `value` computes what no path gives.
 *
 * @public
 */
export interface Column {
  readonly name: string;
  readonly type: 'string' | 'integer' | 'boolean' | 'date';
  /** Columns above 0 are shown by `-o wide` only. */
  readonly priority?: number;
  readonly value: (
    object: unknown,
    now: Date,
  ) => string | number | boolean | undefined;
}

/**
 * Structural schema of a custom resource, as `openAPIV3Schema` states it. Source: "Extend the Kubernetes API with
 * CustomResourceDefinitions", section "Specifying a structural schema".
 *
 * @public
 */
export interface StructuralSchema {
  readonly type?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, StructuralSchema>>;
  readonly additionalProperties?: boolean | StructuralSchema;
  readonly items?: StructuralSchema;
  readonly required?: readonly string[];
  readonly 'x-kubernetes-preserve-unknown-fields'?: boolean;
  readonly [keyword: string]: unknown;
}

/**
 * A kind that the API server stores and serves.
 *
 * @public
 */
export interface KindDefinition {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly plural: string;
  readonly singular: string;
  readonly shortNames: readonly string[];
  readonly namespaced: boolean;
  /** Subresources with a handler of their own or `status`. */
  readonly subresources: readonly string[];
  /** Whether `metadata.generation` counts changes of the specification. */
  readonly countsGenerations: boolean;
  /** Built-in kinds take strategic merge patches, custom ones do not. */
  readonly isBuiltIn: boolean;
  /** Fields beside name and namespace that a field selector may name. */
  readonly selectableFields: readonly string[];
  readonly columns: readonly Column[];
  /** Custom kinds only. */
  readonly schema?: StructuralSchema;
}

/** `v1` or `group/version`. @public */
export function apiVersionOf(
  kind: Pick<KindDefinition, 'group' | 'version'>,
): string {
  return kind.group ? `${kind.group}/${kind.version}` : kind.version;
}

/** The name a kind's objects are stored under: `pods`, `roles.rbac.authorization.k8s.io`. @public */
export function resourceKey(kind: ResourceName): string {
  return kind.group ? `${kind.plural}.${kind.group}` : kind.plural;
}
