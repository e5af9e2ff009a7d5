import type { Environment } from '@corridors/model';
import type {
  AccessModel,
  AccessModelBucket,
  AccessModelRole,
  PolicySource,
} from '@corridors/policy-engine';

import type { ManifestFile } from '../../files/manifestFile';
import { ManifestReadError } from '../ManifestReadError';
import { ackDocuments, type AckDocument } from './ackDocuments';

function source(
  document: AckDocument,
  field: string,
): PolicySource | undefined {
  const text = document.text(field);
  if (text === undefined) {
    return undefined;
  }
  const line = document.lineOf(field);
  return {
    name: `${document.kind} ${document.name}`,
    document: text,
    origin: { file: document.file, ...(line === undefined ? {} : { line }) },
  };
}

function required(document: AckDocument, field: string): PolicySource {
  const found = source(document, field);
  if (!found) {
    throw new ManifestReadError(
      `${document.kind} ${document.name} has no spec.${field}`,
      document.file,
    );
  }
  return found;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** Names of the Policy objects that a Role refers to. */
function referredPolicies(role: AckDocument): string[] {
  const refs = role.value('policyRefs') ?? [];
  if (!Array.isArray(refs)) {
    throw new ManifestReadError(
      `spec.policyRefs of Role ${role.name} must be a list`,
      role.file,
      role.lineOf('policyRefs'),
    );
  }
  return refs.map(ref => {
    const from = isRecord(ref) ? ref.from : undefined;
    const name = isRecord(from) ? from.name : undefined;
    if (typeof name !== 'string') {
      throw new ManifestReadError(
        `spec.policyRefs of Role ${role.name} must name objects by from.name`,
        role.file,
        role.lineOf('policyRefs'),
      );
    }
    return name;
  });
}

function inlinePolicies(role: AckDocument): PolicySource[] {
  const policies = role.value('inlinePolicies') ?? {};
  if (!isRecord(policies)) {
    throw new ManifestReadError(
      `spec.inlinePolicies of Role ${role.name} must be a map`,
      role.file,
      role.lineOf('inlinePolicies'),
    );
  }
  const line = role.lineOf('inlinePolicies');
  return Object.entries(policies).map(([name, document]) => ({
    name: `inline policy ${name} of Role ${role.name}`,
    document,
    origin: { file: role.file, ...(line === undefined ? {} : { line }) },
  }));
}

function readRole(
  role: AckDocument,
  policies: ReadonlyMap<string, AckDocument>,
  { spec: { aws } }: Environment,
): AccessModelRole {
  if (role.value('policies') !== undefined) {
    throw new ManifestReadError(
      `Role ${role.name} attaches policies by ARN, whose documents are not in the repository; use policyRefs`,
      role.file,
      role.lineOf('policies'),
    );
  }
  const attached = referredPolicies(role).map(name => {
    const policy = policies.get(name);
    if (!policy) {
      throw new ManifestReadError(
        `Role ${role.name} refers to Policy ${name}, which is not among the files`,
        role.file,
        role.lineOf('policyRefs'),
      );
    }
    return required(policy, 'policyDocument');
  });
  const path = role.text('path') ?? '/';
  const name = role.text('name') ?? role.name;
  return {
    arn: `arn:${aws.partition}:iam::${aws.accountId}:role${path}${name}`,
    accountId: aws.accountId,
    trust: required(role, 'assumeRolePolicyDocument'),
    identity: [...attached, ...inlinePolicies(role)],
  };
}

function readBucket(
  bucket: AckDocument,
  { spec: { aws } }: Environment,
): AccessModelBucket {
  const policy = source(bucket, 'policy');
  const block = bucket.value('publicAccessBlock');
  const isSet = (field: string) => isRecord(block) && block[field] === true;
  return {
    name: bucket.text('name') ?? bucket.name,
    accountId: aws.accountId,
    ...(policy ? { policy } : {}),
    publicAccessBlock: {
      blockPublicAcls: isSet('blockPublicACLs'),
      ignorePublicAcls: isSet('ignorePublicACLs'),
      blockPublicPolicy: isSet('blockPublicPolicy'),
      restrictPublicBuckets: isSet('restrictPublicBuckets'),
    },
  };
}

/**
 * Reads ACK objects into roles and buckets, each policy with the file and line that a reader finds it at.
 *
 * @throws ManifestReadError for what cannot be understood: nothing is left out silently
 */
export function read(
  files: readonly ManifestFile[],
  environment: Environment,
): AccessModel {
  const documents = ackDocuments(files);
  const policies = new Map(
    documents
      .filter(({ kind }) => kind === 'Policy')
      .map(policy => [policy.name, policy]),
  );
  return {
    roles: documents
      .filter(({ kind }) => kind === 'Role')
      .map(role => readRole(role, policies, environment)),
    buckets: documents
      .filter(({ kind }) => kind === 'Bucket')
      .map(bucket => readBucket(bucket, environment)),
    oidcProviders: [],
  };
}
