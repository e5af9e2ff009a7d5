import { compilePolicy, Decision, evaluate } from '@corridors/policy-engine';
import type { Principal } from '@corridors/policy-engine';
import {
  ACCOUNT,
  Attempt,
  Caller,
  Cell,
  roleArn,
  sessionArn,
  userArn,
} from './Cell';
import type { PolicyDocument } from './PolicyDocument';

/** Sent with every attempt. */
export const HEADERS = {
  'user-agent': 'corridors-conformance/1.0',
  referer: 'https://portal.example.com/corridors',
};

/** Tag of every object: `s3:ExistingObjectTag/corridor`. */
export const OBJECT_TAG = { key: 'corridor', value: 'gha1' };

/** A cell in the engine's words, as AWS would see it. */
export interface Question {
  readonly principal: Principal;
  readonly action: string;
  readonly resource: string;
  readonly resourceAccount: string;
  /** Complete, but for keys that follow from principal and resource. An empty list: certainly absent. */
  readonly context: Readonly<Record<string, string | readonly string[]>>;
  readonly identity: readonly PolicyDocument[];
  readonly session?: PolicyDocument;
  readonly bucketPolicy?: PolicyDocument;
}

/**
 * Puts a cell as a question about AWS.
 *
 * @param now - of the attempt, for the conditions on time
 */
export function questionOf(cell: Cell, now: Date): Question {
  const { caller, attempt, documents } = cell;
  return {
    principal: principalOf(caller),
    action: ACTIONS[attempt.operation],
    resource: resourceOf(attempt),
    resourceAccount: ACCOUNT,
    context: contextOf(attempt, now),
    identity: documents.identity,
    ...(documents.session && { session: documents.session }),
    ...(documents.bucket && { bucketPolicy: documents.bucket }),
  };
}

/** What the engine says. */
export function decideByEngine(question: Question): Decision {
  const { principal, action, resource, resourceAccount, context } = question;
  const { identity, session, bucketPolicy } = question;
  return evaluate(
    { principal, action, resource, resourceAccount, context },
    {
      identity: identity.map((document, i) =>
        compilePolicy(document, { kind: 'identity', name: `identity[${i}]` }),
      ),
      ...(session && {
        session: [compilePolicy(session, { kind: 'session', name: 'session' })],
      }),
      ...(bucketPolicy && {
        resource: compilePolicy(bucketPolicy, {
          kind: 'resource',
          name: 'bucket policy',
        }),
      }),
    },
    { contextComplete: true },
  );
}

const ACTIONS: Readonly<Record<Attempt['operation'], string>> = {
  list: 's3:ListBucket',
  get: 's3:GetObject',
  put: 's3:PutObject',
  delete: 's3:DeleteObject',
};

/** Who tries, in the engine's words. */
export function principalOf(caller: Caller): Principal {
  switch (caller.kind) {
    case 'session':
      return {
        kind: 'assumed-role',
        arn: sessionArn(caller.role, caller.sessionName),
        roleArn: roleArn(caller.role),
      };
    case 'user':
      return { kind: 'user', arn: userArn(caller.account, caller.name) };
    case 'anonymous':
      return { kind: 'anonymous' };
    default:
      return unreachable(caller);
  }
}

function resourceOf(attempt: Attempt): string {
  const bucket = `arn:aws:s3:::${attempt.bucket}`;
  return attempt.operation === 'list' ? bucket : `${bucket}/${attempt.key}`;
}

/** (AWS: "AWS global condition context keys"; "Actions, resources, and condition keys for Amazon S3".) */
function contextOf(attempt: Attempt, now: Date): Question['context'] {
  return {
    'aws:SourceIp': '127.0.0.1',
    'aws:SecureTransport': 'false',
    'aws:UserAgent': HEADERS['user-agent'],
    'aws:Referer': HEADERS.referer,
    'aws:CurrentTime': now.toISOString(),
    'aws:EpochTime': String(Math.floor(now.getTime() / 1000)),
    ...(attempt.operation === 'list' && {
      ...(attempt.prefix && { 's3:prefix': attempt.prefix }),
      ...(attempt.delimiter && { 's3:delimiter': attempt.delimiter }),
      ...(attempt.maxKeys && { 's3:max-keys': String(attempt.maxKeys) }),
    }),
    ...(attempt.operation === 'get' && {
      [`s3:ExistingObjectTag/${OBJECT_TAG.key}`]: OBJECT_TAG.value,
    }),
  };
}

function unreachable(caller: never): never {
  throw new Error(`Unexpected caller ${JSON.stringify(caller)}`);
}
