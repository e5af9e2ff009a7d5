import type { AccessModel } from '../accessModel';
import type {
  CompiledAccessModel,
  CompiledAccount,
  CompiledBucket,
  CompiledRole,
  CompiledUser,
} from './CompiledAccessModel';
import { CompiledDocuments, DocumentCompiler } from './DocumentCompiler';

/** What each compilation came from, so that a later one can use it again. */
const COMPILED_FROM = new WeakMap<CompiledAccessModel, CompiledDocuments>();

/**
 * Compiles every document of an access model. A document that is not understood is listed in `refused`; nothing is
 * thrown for it, and what rests on it counts as not known.
 *
 * @param model - who and what there is
 * @param previous - an earlier compilation: its documents are used again where the model still holds the same object
 * @public
 */
export function compileAccessModel(
  model: AccessModel,
  previous?: CompiledAccessModel,
): CompiledAccessModel {
  const compiler = new DocumentCompiler(
    previous ? COMPILED_FROM.get(previous) : undefined,
  );
  const gapsOf = (part: string) =>
    new Set(
      (model.gaps ?? [])
        .filter(gap => gap.part === part)
        .map(gap => gap.subject),
    );
  const unreadPolicies = gapsOf('bucket-policy');
  const unreadBucketBlocks = gapsOf('bucket-public-access-block');
  const unreadAccountBlocks = gapsOf('account-public-access-block');

  const roles = new Map<string, CompiledRole>();
  for (const role of model.roles) {
    const { arn, accountId } = role;
    const trust = compiler.compile(role.trust, 'trust', arn);
    const identity = compiler.compileAll(role.identity, 'identity', arn);
    const boundary =
      role.boundary && compiler.compile(role.boundary, 'boundary', arn);
    const unknown: CompiledRole['unknown'][number][] = [];
    if (!trust) {
      unknown.push('trust');
    }
    if (identity.length < role.identity.length) {
      unknown.push('identity');
    }
    if (role.boundary && !boundary) {
      unknown.push('boundary');
    }
    roles.set(arn, {
      kind: 'role',
      arn,
      accountId,
      identity,
      ...(trust && { trust }),
      ...(boundary && { boundary }),
      unknown,
    });
  }

  const users = new Map<string, CompiledUser>();
  for (const user of model.users ?? []) {
    const { arn, accountId } = user;
    const identity = compiler.compileAll(user.identity, 'identity', arn);
    const boundary =
      user.boundary && compiler.compile(user.boundary, 'boundary', arn);
    const unknown: CompiledUser['unknown'][number][] = [];
    if (identity.length < user.identity.length) {
      unknown.push('identity');
    }
    if (user.boundary && !boundary) {
      unknown.push('boundary');
    }
    users.set(arn, {
      kind: 'user',
      arn,
      accountId,
      identity,
      ...(boundary && { boundary }),
      unknown,
    });
  }

  const buckets = new Map<string, CompiledBucket>();
  for (const bucket of model.buckets) {
    const { name, accountId, publicAccessBlock } = bucket;
    const policy =
      bucket.policy && compiler.compile(bucket.policy, 'resource', name);
    buckets.set(name, {
      name,
      accountId,
      ...(policy && { policy }),
      isPolicyUnknown:
        (bucket.policy !== undefined && !policy) || unreadPolicies.has(name),
      ...(publicAccessBlock && { publicAccessBlock }),
      isPublicAccessBlockUnknown: unreadBucketBlocks.has(name),
    });
  }

  const accounts = new Map<string, CompiledAccount>();
  const addAccount = (
    accountId: string,
    more: Partial<CompiledAccount> = {},
  ) => {
    if (!accounts.has(accountId)) {
      accounts.set(accountId, {
        accountId,
        isScpUnknown: false,
        isPublicAccessBlockUnknown: unreadAccountBlocks.has(accountId),
        ...more,
      });
    }
  };
  for (const account of model.accounts ?? []) {
    const { accountId, publicAccessBlock, serviceControlPolicies } = account;
    const levels = (serviceControlPolicies ?? []).map(level => ({
      level,
      policies: compiler.compileAll(level, 'scp', accountId),
    }));
    const known = levels.filter(
      ({ level, policies }) => policies.length === level.length,
    );
    addAccount(accountId, {
      ...(publicAccessBlock && { publicAccessBlock }),
      ...(serviceControlPolicies && {
        scp: known.map(({ policies }) => policies),
      }),
      isScpUnknown: known.length < levels.length,
    });
  }
  for (const owned of [roles, users, buckets]) {
    for (const { accountId } of owned.values()) {
      addAccount(accountId);
    }
  }

  const compiled: CompiledAccessModel = {
    roles,
    users,
    buckets,
    accounts,
    oidcProviders: model.oidcProviders,
    serviceAccounts: model.serviceAccounts ?? [],
    podIdentityAssociations: model.podIdentityAssociations ?? [],
    arePodIdentityAssociationsKnown:
      model.podIdentityAssociations !== undefined &&
      gapsOf('pod-identity-associations').size === 0,
    gaps: model.gaps ?? [],
    refused: compiler.refused,
  };
  COMPILED_FROM.set(compiled, compiler.documents);
  return compiled;
}
