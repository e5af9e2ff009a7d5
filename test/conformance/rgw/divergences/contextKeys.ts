import { NODE } from '../cells/Administrators';
import { ACCOUNT } from '../cells/Cell';
import { OBJECT_TAG, Question } from '../cells/Question';
import type { Divergence } from './Divergence';
import { allowIf } from './examples';

/** Certainly not in the request. */
const ABSENT: readonly string[] = [];

function withContext(
  question: Question,
  context: Question['context'],
): Question {
  return { ...question, context: { ...question.context, ...context } };
}

/** Stands for an empty value, which AWS would take for none under ForAllValues and ForAnyValue. */
const EMPTY = '(empty)';

const PAGE = 'AWS global condition context keys';

/** Where the gateway gives a context key another value than AWS, or none. */
export const contextKeys: readonly Divergence[] = [
  {
    id: 'no-owner-keys',
    description:
      'aws:PrincipalArn, aws:PrincipalAccount, aws:ResourceAccount and s3:ResourceAccount are not in a request',
    awsPage: PAGE,
    rewrite: question =>
      withContext(question, {
        'aws:PrincipalArn': ABSENT,
        'aws:PrincipalAccount': ABSENT,
        'aws:ResourceAccount': ABSENT,
        's3:ResourceAccount': ABSENT,
        'aws:PrincipalIsAWSService': ABSENT,
      }),
    example: names =>
      allowIf(names, { StringEquals: { 'aws:ResourceAccount': [ACCOUNT] } }),
  },
  {
    id: 'no-secure-transport',
    description: 'aws:SecureTransport is not in a request without TLS',
    awsPage: PAGE,
    rewrite: question =>
      withContext(question, { 'aws:SecureTransport': ABSENT }),
    example: names =>
      allowIf(names, { Bool: { 'aws:SecureTransport': ['false'] } }),
  },
  {
    id: 'principal-type-user',
    description: 'aws:PrincipalType is "User" for everybody',
    awsPage: PAGE,
    rewrite: question =>
      question.principal.kind === 'user'
        ? question
        : withContext(question, { 'aws:PrincipalType': 'User' }),
    example: names =>
      allowIf(names, {
        StringEquals: { 'aws:PrincipalType': ['AssumedRole'] },
      }),
  },
  {
    id: 'user-name-of-role-session',
    description:
      'aws:username of a role session is the user who began it, of an anonymous caller "anonymous"',
    awsPage: PAGE,
    rewrite: question => {
      const { principal } = question;
      switch (principal.kind) {
        case 'user':
          return question;
        case 'assumed-role':
          return withContext(question, { 'aws:username': NODE });
        default:
          return withContext(question, { 'aws:username': 'anonymous' });
      }
    },
    example: names =>
      allowIf(names, { StringEquals: { 'aws:username': [NODE] } }),
  },
  {
    id: 'tags-of-deleted-object',
    description: 's3:ExistingObjectTag is in a request that deletes an object',
    awsPage: 'Actions, resources, and condition keys for Amazon S3',
    rewrite: question =>
      question.action === 's3:DeleteObject'
        ? withContext(question, {
            [`s3:ExistingObjectTag/${OBJECT_TAG.key}`]: OBJECT_TAG.value,
          })
        : question,
    example: names => ({
      ...allowIf(names, {
        StringEquals: {
          [`s3:ExistingObjectTag/${OBJECT_TAG.key}`]: [OBJECT_TAG.value],
        },
      }),
      attempt: {
        operation: 'delete',
        bucket: names.buckets[0] ?? '',
        key: 'raw/b',
      },
    }),
  },
  {
    id: 'default-max-keys',
    description: 's3:max-keys is 1000 when a listing does not ask for a number',
    awsPage: 'Actions, resources, and condition keys for Amazon S3',
    rewrite: question =>
      question.action === 's3:ListBucket' && !question.context['s3:max-keys']
        ? withContext(question, { 's3:max-keys': '1000' })
        : question,
    example: names =>
      allowIf(names, { NumericEquals: { 's3:max-keys': ['1000'] } }),
  },
  {
    id: 'default-acl',
    description:
      's3:x-amz-acl is there, and empty, when a write does not ask for an ACL',
    awsPage: 'Actions, resources, and condition keys for Amazon S3',
    rewrite: question =>
      question.action === 's3:PutObject'
        ? withContext(question, { 's3:x-amz-acl': EMPTY })
        : question,
    example: names => ({
      ...allowIf(names, { Null: { 's3:x-amz-acl': ['true'] } }),
      attempt: {
        operation: 'put',
        bucket: names.buckets[0] ?? '',
        key: 'raw/b',
      },
    }),
  },
  {
    id: 'times-swapped',
    description:
      'aws:CurrentTime holds seconds since 1970, aws:EpochTime an ISO 8601 date',
    awsPage: PAGE,
    rewrite: question =>
      withContext(question, {
        'aws:CurrentTime': question.context['aws:EpochTime'] ?? ABSENT,
        'aws:EpochTime': question.context['aws:CurrentTime'] ?? ABSENT,
      }),
    example: names =>
      allowIf(names, { NumericGreaterThan: { 'aws:EpochTime': ['1000'] } }),
  },
];
