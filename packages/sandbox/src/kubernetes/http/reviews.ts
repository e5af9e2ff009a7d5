import { z } from 'zod';
import { badRequest } from '../StatusError';
import { AccessAttributes, PolicyRule, User } from '../auth';
import { Exchange, readValue, sendJson } from './Exchange';
import { VirtualKind } from './virtualKinds';

const accessSchema = z.looseObject({
  resourceAttributes: z
    .looseObject({
      verb: z.string().default(''),
      group: z.string().default(''),
      resource: z.string().default(''),
      subresource: z.string().default(''),
      namespace: z.string().default(''),
      name: z.string().default(''),
    })
    .nullish(),
  nonResourceAttributes: z
    .looseObject({ verb: z.string().default(''), path: z.string().default('') })
    .nullish(),
  user: z.string().default(''),
  groups: z.array(z.string()).nullish(),
});

const rulesSchema = z.looseObject({ namespace: z.string().default('') });
const tokenSchema = z.looseObject({ token: z.string().default('') });
const bodySchema = z.looseObject({ spec: z.unknown() });

function parseSpec<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(bodySchema.safeParse(body).data?.spec ?? {});
  if (!parsed.success) {
    throw badRequest(
      `spec.${parsed.error.issues[0]?.path.join('.')}: ${
        parsed.error.issues[0]?.message ?? 'is not valid'
      }`,
    );
  }
  return parsed.data;
}

function attributesOf(spec: z.infer<typeof accessSchema>): AccessAttributes {
  const { resourceAttributes: wanted, nonResourceAttributes: path } = spec;
  if (wanted) {
    return {
      kind: 'resource',
      verb: wanted.verb,
      group: wanted.group,
      resource: wanted.resource,
      ...(wanted.subresource ? { subresource: wanted.subresource } : {}),
      ...(wanted.namespace ? { namespace: wanted.namespace } : {}),
      ...(wanted.name ? { name: wanted.name } : {}),
    };
  }
  if (!path) {
    throw badRequest(
      'spec.resourceAttributes: Invalid value: exactly one of nonResourceAttributes or resourceAttributes must be specified',
    );
  }
  return { kind: 'path', verb: path.verb, path: path.path };
}

function userInfo(user: User): Readonly<Record<string, unknown>> {
  const { username, uid, groups, extra } = user;
  return {
    username,
    ...(uid ? { uid } : {}),
    groups,
    ...(extra ? { extra } : {}),
  };
}

function ruleLists(
  rules: readonly PolicyRule[],
): Readonly<Record<string, unknown>> {
  return {
    resourceRules: rules
      .filter(rule => (rule.resources ?? []).length > 0)
      .map(({ verbs, apiGroups, resources, resourceNames }) => ({
        verbs,
        apiGroups,
        resources,
        ...(resourceNames ? { resourceNames } : {}),
      })),
    nonResourceRules: rules
      .filter(rule => (rule.nonResourceURLs ?? []).length > 0)
      .map(({ verbs, nonResourceURLs }) => ({ verbs, nonResourceURLs })),
    incomplete: false,
  };
}

async function statusOf(
  { cluster, user }: Exchange,
  kind: VirtualKind,
  body: unknown,
): Promise<unknown> {
  switch (kind.plural) {
    case 'selfsubjectaccessreviews':
      return cluster.authorizer.review(
        user,
        attributesOf(parseSpec(accessSchema, body)),
      );
    case 'subjectaccessreviews':
    case 'localsubjectaccessreviews': {
      const spec = parseSpec(accessSchema, body);
      return cluster.authorizer.review(
        { username: spec.user, groups: spec.groups ?? [] },
        attributesOf(spec),
      );
    }
    case 'selfsubjectrulesreviews': {
      const { namespace } = parseSpec(rulesSchema, body);
      return ruleLists(cluster.authorizer.rulesFor(user, namespace));
    }
    case 'tokenreviews': {
      const found = await cluster.authenticator.userOf(
        parseSpec(tokenSchema, body).token,
      );
      return found
        ? {
            authenticated: true,
            user: userInfo(found),
            audiences: [cluster.issuer.issuer],
          }
        : { authenticated: false, error: 'invalid bearer token' };
    }
    default:
      return { userInfo: userInfo(user) };
  }
}

/**
 * Answers a review: whether somebody may do something, what they may do, whom a token stands for. Source: the reference of
 * the groups authorization.k8s.io and authentication.k8s.io.
 *
 * @throws StatusError 400 when its specification cannot be read
 * @public
 */
export async function answerReview(
  exchange: Exchange,
  kind: VirtualKind,
): Promise<void> {
  const body = await readValue(exchange.request);
  const spec = bodySchema.safeParse(body).data?.spec;
  const status = await statusOf(exchange, kind, body);
  sendJson(
    exchange.response,
    201,
    JSON.stringify({
      kind: kind.kind,
      apiVersion: `${kind.group}/${kind.version}`,
      metadata: { creationTimestamp: null },
      ...(spec === undefined ? {} : { spec }),
      status,
    }),
  );
}
