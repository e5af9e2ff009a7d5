import { z } from 'zod';
import { StatusCause } from '../StatusError';
import { KindDefinition, checkDefinition, resourceKey } from '../kinds';
import { KubernetesObject, parseQuantity } from '../objects';

const quantity = z
  .union([z.string(), z.number()])
  .refine(text => parseQuantity(text) !== undefined, {
    message:
      "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'",
  });
const quantities = z.record(z.string(), quantity);

const container = z.looseObject({
  name: z.string().min(1),
  image: z.string().optional(),
  env: z
    .array(z.looseObject({ name: z.string(), value: z.string().optional() }))
    .optional(),
  resources: z
    .looseObject({
      requests: quantities.optional(),
      limits: quantities.optional(),
    })
    .optional(),
});

const subject = z.looseObject({
  kind: z.enum(['User', 'Group', 'ServiceAccount']),
  name: z.string().min(1),
  namespace: z.string().optional(),
});

const rules = z
  .array(
    z.looseObject({
      verbs: z.array(z.string()).min(1),
      apiGroups: z.array(z.string()).optional(),
      resources: z.array(z.string()).optional(),
      resourceNames: z.array(z.string()).optional(),
      nonResourceURLs: z.array(z.string()).optional(),
    }),
  )
  .nullish();

const roleRef = z.looseObject({
  kind: z.enum(['Role', 'ClusterRole']),
  name: z.string().min(1),
  apiGroup: z.string().optional(),
});

const binding = z.looseObject({
  roleRef,
  subjects: z.array(subject).nullish(),
});

/** What the API server demands of the kinds that corridors are made of, by resource key. */
const SCHEMAS: Readonly<Record<string, z.ZodType>> = {
  pods: z.looseObject({
    spec: z.looseObject({
      containers: z.array(container).min(1),
      serviceAccountName: z.string().optional(),
      restartPolicy: z.enum(['Always', 'OnFailure', 'Never']).optional(),
    }),
  }),
  configmaps: z.looseObject({
    data: z.record(z.string(), z.string()).nullish(),
  }),
  secrets: z.looseObject({
    data: z.record(z.string(), z.string()).nullish(),
    stringData: z.record(z.string(), z.string()).nullish(),
  }),
  resourcequotas: z.looseObject({
    spec: z.looseObject({ hard: quantities.optional() }).optional(),
  }),
  limitranges: z.looseObject({
    spec: z.looseObject({
      limits: z.array(
        z.looseObject({
          type: z.string(),
          default: quantities.optional(),
          defaultRequest: quantities.optional(),
          max: quantities.optional(),
          min: quantities.optional(),
        }),
      ),
    }),
  }),
  'networkpolicies.networking.k8s.io': z.looseObject({
    spec: z.looseObject({
      podSelector: z.looseObject({}),
      policyTypes: z.array(z.enum(['Ingress', 'Egress'])).optional(),
    }),
  }),
  'roles.rbac.authorization.k8s.io': z.looseObject({ rules }),
  'clusterroles.rbac.authorization.k8s.io': z.looseObject({ rules }),
  'rolebindings.rbac.authorization.k8s.io': binding,
  'clusterrolebindings.rbac.authorization.k8s.io': binding,
  events: z.looseObject({
    involvedObject: z.looseObject({
      namespace: z.string().optional(),
      name: z.string().optional(),
    }),
  }),
};

function fieldOf(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, step) =>
      typeof step === 'number'
        ? `${text}[${step}]`
        : `${text}${text ? '.' : ''}${String(step)}`,
    '',
  );
}

function toCause(issue: z.core.$ZodIssue): StatusCause {
  const field = fieldOf(issue.path);
  const input = JSON.stringify(issue.input);
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? { reason: 'FieldValueRequired', field, message: 'Required value' }
        : {
            reason: 'FieldValueInvalid',
            field,
            message: `Invalid value: ${input}: must be ${issue.expected}`,
          };
    case 'too_small':
      return { reason: 'FieldValueRequired', field, message: 'Required value' };
    case 'invalid_value':
      return {
        reason: 'FieldValueNotSupported',
        field,
        message: `Unsupported value: ${input}: supported values: ${issue.values
          .map(value => JSON.stringify(value))
          .join(', ')}`,
      };
    default:
      return {
        reason: 'FieldValueInvalid',
        field,
        message: `Invalid value: ${input}: ${issue.message}`,
      };
  }
}

/**
 * What is wrong with an object of a built-in kind, as far as the kinds of a corridor go. Other fields are kept as they are.
 *
 * @public
 */
export function validateBuiltIn(
  kind: KindDefinition,
  object: KubernetesObject,
): StatusCause[] {
  if (kind.plural === 'customresourcedefinitions') {
    return checkDefinition(object);
  }
  const parsed = SCHEMAS[resourceKey(kind)]?.safeParse(object, {
    reportInput: true,
  });
  if (!parsed || parsed.success) {
    return [];
  }
  return parsed.error.issues.map(toCause);
}
