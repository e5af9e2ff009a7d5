/**
 * How a field of a message becomes a field of JSON. `strings` and `messages` repeat, `map` has string keys.
 *
 * @public
 */
export type FieldType =
  | {
      readonly type:
        | 'string'
        | 'number'
        | 'boolean'
        | 'strings'
        | 'time'
        | 'bytes';
    }
  | { readonly type: 'message' | 'messages'; readonly message: Message }
  | { readonly type: 'map'; readonly value: FieldType }
  /** A message with one string, which JSON writes as that string. */
  | { readonly type: 'quantity' };

/** Fields of a message by their number. @public */
export type Message = Readonly<
  Record<number, readonly [name: string, type: FieldType]>
>;

const text: FieldType = { type: 'string' };
const whole: FieldType = { type: 'number' };
const flag: FieldType = { type: 'boolean' };
const texts: FieldType = { type: 'strings' };
const time: FieldType = { type: 'time' };
const textMap: FieldType = { type: 'map', value: text };
const byteMap: FieldType = { type: 'map', value: { type: 'bytes' } };
const quantityMap: FieldType = { type: 'map', value: { type: 'quantity' } };
const one = (message: Message): FieldType => ({ type: 'message', message });
const many = (message: Message): FieldType => ({ type: 'messages', message });

const ownerReference: Message = {
  1: ['kind', text],
  3: ['name', text],
  4: ['uid', text],
  5: ['apiVersion', text],
  6: ['controller', flag],
  7: ['blockOwnerDeletion', flag],
};

const metadata = one({
  1: ['name', text],
  2: ['generateName', text],
  3: ['namespace', text],
  5: ['uid', text],
  6: ['resourceVersion', text],
  7: ['generation', whole],
  8: ['creationTimestamp', time],
  9: ['deletionTimestamp', time],
  10: ['deletionGracePeriodSeconds', whole],
  11: ['labels', textMap],
  12: ['annotations', textMap],
  13: ['ownerReferences', many(ownerReference)],
  14: ['finalizers', texts],
});

const policyRule: Message = {
  1: ['verbs', texts],
  2: ['apiGroups', texts],
  3: ['resources', texts],
  4: ['resourceNames', texts],
  5: ['nonResourceURLs', texts],
};

const role: Message = {
  1: ['metadata', metadata],
  2: ['rules', many(policyRule)],
};

const binding: Message = {
  1: ['metadata', metadata],
  2: [
    'subjects',
    many({
      1: ['kind', text],
      2: ['apiGroup', text],
      3: ['name', text],
      4: ['namespace', text],
    }),
  ],
  3: [
    'roleRef',
    one({ 1: ['apiGroup', text], 2: ['kind', text], 3: ['name', text] }),
  ],
};

const resourceAttributes: Message = {
  1: ['namespace', text],
  2: ['verb', text],
  3: ['group', text],
  4: ['version', text],
  5: ['resource', text],
  6: ['subresource', text],
  7: ['name', text],
};

const accessReview: Message = {
  1: ['metadata', metadata],
  2: [
    'spec',
    one({
      1: ['resourceAttributes', one(resourceAttributes)],
      2: [
        'nonResourceAttributes',
        one({ 1: ['path', text], 2: ['verb', text] }),
      ],
      3: ['user', text],
      4: ['groups', texts],
    }),
  ],
};

const tokenRequest: Message = {
  1: ['metadata', metadata],
  2: [
    'spec',
    one({
      1: ['audiences', texts],
      3: [
        'boundObjectRef',
        one({
          1: ['kind', text],
          2: ['apiVersion', text],
          3: ['name', text],
          4: ['uid', text],
        }),
      ],
      4: ['expirationSeconds', whole],
    }),
  ],
};

const deleteOptions: Message = {
  1: ['gracePeriodSeconds', whole],
  2: ['preconditions', one({ 1: ['uid', text], 2: ['resourceVersion', text] })],
  4: ['propagationPolicy', text],
  5: ['dryRun', texts],
};

/**
 * The messages that kubectl and other typed Go clients send, by kind, with the numbers that the `generated.proto` files of
 * the Kubernetes API give their fields. Every API version of a kind that the sandbox serves has the same numbers.
 *
 * @public
 */
export const messages: Readonly<Record<string, Message>> = {
  Namespace: { 1: ['metadata', metadata] },
  ServiceAccount: {
    1: ['metadata', metadata],
    4: ['automountServiceAccountToken', flag],
  },
  ConfigMap: {
    1: ['metadata', metadata],
    2: ['data', textMap],
    3: ['binaryData', byteMap],
    4: ['immutable', flag],
  },
  Secret: {
    1: ['metadata', metadata],
    2: ['data', byteMap],
    3: ['type', text],
    4: ['stringData', textMap],
    5: ['immutable', flag],
  },
  ResourceQuota: {
    1: ['metadata', metadata],
    2: ['spec', one({ 1: ['hard', quantityMap], 2: ['scopes', texts] })],
  },
  Role: role,
  ClusterRole: role,
  RoleBinding: binding,
  ClusterRoleBinding: binding,
  SelfSubjectAccessReview: accessReview,
  SubjectAccessReview: accessReview,
  LocalSubjectAccessReview: accessReview,
  SelfSubjectRulesReview: {
    1: ['metadata', metadata],
    2: ['spec', one({ 1: ['namespace', text] })],
  },
  SelfSubjectReview: { 1: ['metadata', metadata] },
  TokenRequest: tokenRequest,
  TokenReview: {
    1: ['metadata', metadata],
    2: ['spec', one({ 1: ['token', text], 2: ['audiences', texts] })],
  },
  DeleteOptions: deleteOptions,
};
