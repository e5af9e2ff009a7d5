import { z } from 'zod';
import { KubernetesObject } from '../objects';
import { ObjectStore, StoredObject } from '../store';
import { User, serviceAccountUsername } from './User';

/**
 * What a request wants to do.
 *
 * @public
 */
export type AccessAttributes =
  | {
      readonly kind: 'resource';
      readonly verb: string;
      readonly group: string;
      /** Plural. */
      readonly resource: string;
      readonly subresource?: string;
      readonly namespace?: string;
      readonly name?: string;
    }
  | { readonly kind: 'path'; readonly verb: string; readonly path: string };

/**
 * Answer of the authorizer, with the binding that allowed.
 *
 * @public
 */
export interface AccessReview {
  readonly allowed: boolean;
  readonly reason: string;
}

const strings = z.array(z.string()).nullish();

const ruleSchema = z.looseObject({
  verbs: z.array(z.string()),
  apiGroups: strings,
  resources: strings,
  resourceNames: strings,
  nonResourceURLs: strings,
});

/** One rule of a Role or ClusterRole. @public */
export type PolicyRule = z.infer<typeof ruleSchema>;

const roleSchema = z.looseObject({ rules: z.array(ruleSchema).nullish() });

const bindingSchema = z.looseObject({
  roleRef: z.looseObject({ kind: z.string(), name: z.string() }),
  subjects: z
    .array(
      z.looseObject({
        kind: z.string(),
        name: z.string(),
        namespace: z.string().optional(),
      }),
    )
    .nullish(),
});

type Binding = z.infer<typeof bindingSchema>;

const GROUP = 'rbac.authorization.k8s.io';

function matches(
  list: readonly string[] | null | undefined,
  wanted: string,
): boolean {
  return (list ?? []).some(entry => entry === '*' || entry === wanted);
}

function matchesPath(
  list: readonly string[] | null | undefined,
  path: string,
): boolean {
  return (list ?? []).some(entry =>
    entry.endsWith('*') ? path.startsWith(entry.slice(0, -1)) : entry === path,
  );
}

function ruleAllows(rule: PolicyRule, wanted: AccessAttributes): boolean {
  if (!matches(rule.verbs, wanted.verb)) {
    return false;
  }
  if (wanted.kind === 'path') {
    return matchesPath(rule.nonResourceURLs, wanted.path);
  }
  const resource = wanted.subresource
    ? `${wanted.resource}/${wanted.subresource}`
    : wanted.resource;
  const names = rule.resourceNames ?? [];
  return (
    matches(rule.apiGroups, wanted.group) &&
    (rule.resources ?? []).some(
      entry =>
        entry === '*' ||
        entry === resource ||
        entry === `*/${wanted.subresource ?? ''}`,
    ) &&
    (names.length === 0 ||
      (wanted.name !== undefined && names.includes(wanted.name)))
  );
}

/**
 * Evaluates the Role and ClusterRole bindings in the store. Source: "Using RBAC Authorization".
 *
 * @public
 */
export class Authorizer {
  readonly #rules = new WeakMap<KubernetesObject, readonly PolicyRule[]>();
  readonly #bindings = new WeakMap<KubernetesObject, Binding>();

  constructor(private readonly store: () => ObjectStore) {}

  /** Whether a user may do something, and by which binding. */
  review(user: User, wanted: AccessAttributes): AccessReview {
    if (user.groups.includes('system:masters')) {
      return { allowed: true, reason: '' };
    }
    const namespace = wanted.kind === 'resource' ? wanted.namespace : undefined;
    for (const { title, rules } of this.#granted(user, namespace)) {
      if (rules.some(rule => ruleAllows(rule, wanted))) {
        return { allowed: true, reason: `RBAC: allowed by ${title}` };
      }
    }
    return { allowed: false, reason: '' };
  }

  /** All rules that hold for a user in a namespace. */
  rulesFor(user: User, namespace: string | undefined): PolicyRule[] {
    const masters = user.groups.includes('system:masters')
      ? [
          { verbs: ['*'], apiGroups: ['*'], resources: ['*'] },
          { verbs: ['*'], nonResourceURLs: ['*'] },
        ]
      : [];
    return [
      ...masters,
      ...[...this.#granted(user, namespace)].flatMap(grant => grant.rules),
    ];
  }

  *#granted(
    user: User,
    namespace: string | undefined,
  ): Iterable<{ title: string; rules: readonly PolicyRule[] }> {
    for (const stored of this.store().list(`clusterrolebindings.${GROUP}`)) {
      const binding = this.#binding(stored);
      if (this.#names(binding, user, undefined)) {
        yield {
          title: `ClusterRoleBinding "${stored.object.metadata.name}" of ClusterRole "${binding.roleRef.name}"`,
          rules: this.#roleRules(binding, undefined),
        };
      }
    }
    if (namespace === undefined) {
      return;
    }
    for (const stored of this.store().list(
      `rolebindings.${GROUP}`,
      namespace,
    )) {
      const binding = this.#binding(stored);
      if (this.#names(binding, user, namespace)) {
        yield {
          title: `RoleBinding "${stored.object.metadata.name}/${namespace}" of ${binding.roleRef.kind} "${binding.roleRef.name}"`,
          rules: this.#roleRules(binding, namespace),
        };
      }
    }
  }

  #names(binding: Binding, user: User, namespace: string | undefined): boolean {
    return (binding.subjects ?? []).some(subject => {
      switch (subject.kind) {
        case 'User':
          return subject.name === user.username;
        case 'Group':
          return user.groups.includes(subject.name);
        case 'ServiceAccount':
          return (
            serviceAccountUsername(
              subject.namespace ?? namespace ?? '',
              subject.name,
            ) === user.username
          );
        default:
          return false;
      }
    });
  }

  #roleRules(
    binding: Binding,
    namespace: string | undefined,
  ): readonly PolicyRule[] {
    const { kind, name } = binding.roleRef;
    const stored =
      kind === 'ClusterRole'
        ? this.store().get(`clusterroles.${GROUP}`, undefined, name)
        : this.store().get(`roles.${GROUP}`, namespace, name);
    if (!stored) {
      return [];
    }
    const known = this.#rules.get(stored.object);
    if (known) {
      return known;
    }
    const rules = roleSchema.parse(stored.object).rules ?? [];
    this.#rules.set(stored.object, rules);
    return rules;
  }

  #binding(stored: StoredObject): Binding {
    const known = this.#bindings.get(stored.object);
    if (known) {
      return known;
    }
    const binding = bindingSchema.parse(stored.object);
    this.#bindings.set(stored.object, binding);
    return binding;
  }
}
