import { z } from 'zod';
import { badRequest, conflict, invalid, notFound } from '../StatusError';
import { Exchange, readValue, sendJson } from './Exchange';

/** Source: "TokenRequest", spec.expirationSeconds: at least ten minutes. */
const MINIMUM_SECONDS = 600;
const MAXIMUM_SECONDS = 2 ** 32;
const DEFAULT_SECONDS = 3600;

const requestSchema = z.looseObject({
  spec: z
    .looseObject({
      audiences: z.array(z.string()).nullish(),
      expirationSeconds: z.number().int().nullish(),
      boundObjectRef: z
        .looseObject({
          kind: z.string().optional(),
          name: z.string().optional(),
          uid: z.string().optional(),
        })
        .nullish(),
    })
    .nullish(),
});

type BoundObject = NonNullable<
  NonNullable<z.infer<typeof requestSchema>['spec']>['boundObjectRef']
>;

function checkExpiration(seconds: number): void {
  const why =
    seconds < MINIMUM_SECONDS
      ? 'may not specify a duration less than 10 minutes'
      : 'may not specify a duration larger than 2^32 seconds';
  if (seconds < MINIMUM_SECONDS || seconds > MAXIMUM_SECONDS) {
    throw invalid(
      { group: 'authentication.k8s.io', kind: 'TokenRequest' },
      '',
      [
        {
          reason: 'FieldValueInvalid',
          field: 'spec.expirationSeconds',
          message: `Invalid value: ${seconds}: ${why}`,
        },
      ],
    );
  }
}

function boundPod(
  { cluster }: Exchange,
  namespace: string,
  reference: BoundObject | null | undefined,
): { name: string; uid: string } | undefined {
  if (!reference) {
    return undefined;
  }
  const name = reference.name ?? '';
  if (reference.kind !== 'Pod') {
    throw badRequest(
      `cannot bind token for serviceaccount to object of kind "${reference.kind}"`,
    );
  }
  const uid = cluster.store.get('pods', namespace, name)?.object.metadata.uid;
  if (uid === undefined) {
    throw notFound({ group: '', plural: 'pods' }, name);
  }
  if (reference.uid && reference.uid !== uid) {
    throw conflict(
      { group: '', plural: 'pods' },
      name,
      `the UID in the bound object reference (${reference.uid}) does not match the UID in record. The object might have been deleted and then recreated`,
    );
  }
  return { name, uid };
}

/**
 * Answers a TokenRequest: a signed token for a service account, for the asked audiences and time, bound to a pod when one is
 * named. Source: "Managing Service Accounts", section "TokenRequest API".
 *
 * @throws StatusError 400, 404, 409 or 422
 * @public
 */
export async function requestToken(
  exchange: Exchange,
  namespace: string,
  name: string,
): Promise<void> {
  const { cluster, response } = exchange;
  const account = cluster.store.get('serviceaccounts', namespace, name)?.object;
  const uid = account?.metadata.uid;
  if (uid === undefined) {
    throw notFound({ group: '', plural: 'serviceaccounts' }, name);
  }
  const parsed = requestSchema.safeParse(
    (await readValue(exchange.request)) ?? {},
  );
  if (!parsed.success) {
    throw badRequest(
      `TokenRequest: ${parsed.error.issues[0]?.message ?? 'not an object'}`,
    );
  }
  const { spec } = parsed.data;
  const expirationSeconds = spec?.expirationSeconds ?? DEFAULT_SECONDS;
  checkExpiration(expirationSeconds);
  const pod = boundPod(exchange, namespace, spec?.boundObjectRef);
  const audiences = spec?.audiences?.length
    ? spec.audiences
    : [cluster.issuer.issuer];
  const now = cluster.options.clock();
  const subject = {
    namespace,
    serviceAccount: { name, uid },
    ...(pod ? { pod } : {}),
  };
  const token = await cluster.issuer.sign(subject, {
    audiences,
    now,
    expirationSeconds,
  });
  const expiration = new Date(
    (Math.floor(now.getTime() / 1000) + expirationSeconds) * 1000,
  );
  sendJson(
    response,
    201,
    JSON.stringify({
      kind: 'TokenRequest',
      apiVersion: 'authentication.k8s.io/v1',
      metadata: { name, namespace, creationTimestamp: cluster.timestamp() },
      spec: {
        audiences,
        expirationSeconds,
        boundObjectRef: spec?.boundObjectRef ?? null,
      },
      status: {
        token,
        expirationTimestamp: expiration.toISOString().replace(/\.\d+Z$/, 'Z'),
      },
    }),
  );
}
