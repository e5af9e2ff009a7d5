import type { Statement } from '../cells/PolicyDocument';
import type { Question } from '../cells/Question';
import type { Divergence } from './Divergence';
import { allowIf, documentOf, firstBucket, listing } from './examples';
import { valuesOf } from './valuesOf';
import {
  ConditionEntry,
  conditionsOf,
  mapConditions,
  neverApplying,
  rewriteStatements,
} from './statements';

const PAGE = 'IAM JSON policy elements: Condition operators';
const NEGATED = /^(?:String|Numeric|Date)Not/;
const ARN_OPERATOR = /^Arn(?:Not)?(?:Equals|Like)(?:IfExists)?$/;

/** Spelling of the keys that the gateway knows. */
const KNOWN_KEYS = [
  'aws:CurrentTime',
  'aws:EpochTime',
  'aws:PrincipalType',
  'aws:Referer',
  'aws:SourceIp',
  'aws:UserAgent',
  'aws:username',
  's3:ExistingObjectTag/corridor',
  's3:delimiter',
  's3:max-keys',
  's3:prefix',
  's3:x-amz-acl',
];
const SPELLING = new Map(KNOWN_KEYS.map(key => [key.toLowerCase(), key]));

/** Where the gateway tests a condition in another way than AWS. */
export const conditions: readonly Divergence[] = [
  {
    id: 'case-sensitive-keys',
    description: 'A condition key in another case than usual is not found',
    awsPage: 'IAM JSON policy elements: Condition',
    rewrite: question =>
      rewriteStatements(question, statement => [
        mapConditions(statement, entry => {
          const spelling = SPELLING.get(entry.key.toLowerCase());
          return spelling && spelling !== entry.key
            ? { ...entry, key: `unknown:${entry.key}` }
            : entry;
        }),
      ]),
    example: names =>
      allowIf(names, { IpAddress: { 'AWS:SourceIP': ['127.0.0.0/8'] } }),
  },
  {
    id: 'null-without-value',
    description:
      'Null holds when the key is absent, whether it asks for true or false',
    awsPage: `${PAGE} (condition operator to check existence of condition keys)`,
    rewrite: question =>
      rewriteStatements(question, statement => [
        mapConditions(statement, entry =>
          entry.operator === 'Null' ? { ...entry, values: ['true'] } : entry,
        ),
      ]),
    example: names => allowIf(names, { Null: { 'aws:SourceIp': ['false'] } }),
  },
  {
    id: 'arn-operators-never-hold',
    description: 'ArnEquals, ArnLike and their negations never hold',
    awsPage: PAGE,
    rewrite: question =>
      rewriteStatements(question, statement => [
        conditionsOf(statement).some(entry => ARN_OPERATOR.test(entry.operator))
          ? neverApplying(statement)
          : statement,
      ]),
    example: names =>
      allowIf(names, {
        ArnNotLike: { 'aws:SourceArn': ['arn:aws:s3:::nothing'] },
      }),
  },
  {
    id: 'all-ipv6-covers-ipv4',
    description: '::/0 covers every IPv4 address too',
    awsPage: `${PAGE} (IP address condition operators)`,
    rewrite: question =>
      rewriteStatements(question, statement => [
        mapConditions(statement, entry =>
          entry.key === 'aws:SourceIp' && entry.values.includes('::/0')
            ? { ...entry, values: [...entry.values, '0.0.0.0/0'] }
            : entry,
        ),
      ]),
    example: names =>
      allowIf(names, { IpAddress: { 'aws:SourceIp': ['::/0'] } }),
  },
  {
    id: 'absent-key-under-negation',
    description:
      'A negated operator does not hold when the key is absent, unless it ends in IfExists, nor when its value is not of the type',
    awsPage: PAGE,
    rewrite: question =>
      rewriteStatements(question, statement => [
        conditionsOf(statement).some(entry => isNegatedInVain(entry, question))
          ? neverApplying(statement)
          : statement,
      ]),
    example: names =>
      allowIf(names, { StringNotEquals: { 's3:prefix': ['raw/'] } }),
  },
  {
    id: 'one-of-negated-values',
    description:
      'A negated operator with several values holds when the key differs from one of them; AWS: from all',
    awsPage: 'Conditions with multiple context keys or values',
    rewrite: question =>
      rewriteStatements(question, statement => splitNegated(statement)),
    example: names => ({
      ...listing(names, {
        identity: [
          documentOf({
            Effect: 'Allow',
            Action: ['s3:*'],
            Resource: firstBucket(names).resources,
            Condition: { StringNotEquals: { 's3:prefix': ['raw/', 'out/'] } },
          }),
        ],
      }),
      attempt: {
        operation: 'list',
        bucket: firstBucket(names).name,
        prefix: 'raw/',
      },
    }),
  },
];

function isNegatedInVain(
  { operator, key }: ConditionEntry,
  question: Question,
): boolean {
  const isNegated = NEGATED.test(operator) || operator === 'NotIpAddress';
  const values = valuesOf(question, key);
  const isNoNumber =
    operator.startsWith('Numeric') &&
    values.some(value => Number.isNaN(Number(value)));
  return (
    isNegated &&
    (values.length === 0 ? !operator.endsWith('IfExists') : isNoNumber)
  );
}

/** "Differs from one of them" is one statement for each value. */
function splitNegated(statement: Statement): Statement[] {
  const several = conditionsOf(statement).find(
    entry => NEGATED.test(entry.operator) && entry.values.length > 1,
  );
  return several
    ? several.values.flatMap(value =>
        splitNegated(
          mapConditions(statement, entry =>
            entry.operator === several.operator && entry.key === several.key
              ? { ...entry, values: [value] }
              : entry,
          ),
        ),
      )
    : [statement];
}
