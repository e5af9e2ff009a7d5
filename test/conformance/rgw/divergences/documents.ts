import type { Statement } from '../cells/PolicyDocument';
import type { Question } from '../cells/Question';
import { isMissed } from './earlyStar';
import { valuesOf } from './valuesOf';
import type { Divergence } from './Divergence';
import { documentOf, firstBucket, listing, userOf } from './examples';
import { mapConditions, neverApplying, rewriteStatements } from './statements';

const VARIABLES = 'IAM policy elements: Variables and tags';
const MATCHES_NOTHING = 'arn:aws:s3:::nothing';
const ONE_VARIABLE = /^\$\{[^}]*\}$/;

/** Where the gateway reads a statement in another way than AWS. */
export const documents: readonly Divergence[] = [
  {
    id: 'not-action-matches-nothing',
    description: 'A statement with NotAction never applies',
    awsPage: 'IAM JSON policy elements: NotAction',
    rewrite: question =>
      rewriteStatements(question, statement => [
        statement.NotAction ? neverApplying(statement) : statement,
      ]),
    example: names =>
      listing(names, {
        identity: [
          documentOf({
            Effect: 'Allow',
            NotAction: ['s3:DeleteObject'],
            Resource: firstBucket(names).resources,
          }),
        ],
      }),
  },
  {
    id: 'star-ends-early',
    description:
      '* ends at the first character like the one that follows it in the pattern, even when only a later one lets the rest match',
    awsPage: 'IAM JSON policy elements: Resource',
    rewrite: question =>
      rewriteStatements(question, statement => [
        withoutMissed(statement, question),
      ]),
    example: names => {
      const { name } = firstBucket(names);
      return {
        caller: userOf(names),
        attempt: { operation: 'get', bucket: name, key: 'raw/2026/a' },
        documents: {
          identity: [
            documentOf({
              Effect: 'Allow',
              Action: ['s3:GetObject'],
              Resource: [`arn:aws:s3:::${name}/*/a`],
            }),
          ],
        },
      };
    },
  },
  {
    id: 'variable-is-whole-value',
    description:
      'A variable stands for a value only when it is the whole of it; else it is literal text',
    awsPage: VARIABLES,
    rewrite: question =>
      rewriteStatements(question, (statement, document) => [
        document.Version === '2012-10-17'
          ? mapConditions(statement, entry => ({
              ...entry,
              values: entry.values.map(value =>
                ONE_VARIABLE.test(value)
                  ? value
                  : value.replaceAll('${', '${$}{'),
              ),
            }))
          : statement,
      ]),
    example: names => {
      const { name, resources } = firstBucket(names);
      return {
        caller: userOf(names),
        attempt: {
          operation: 'list',
          bucket: name,
          prefix: `home/${names.user}/`,
        },
        documents: {
          identity: [
            documentOf({
              Effect: 'Allow',
              Action: ['s3:ListBucket'],
              Resource: resources,
              Condition: {
                StringLike: { 's3:prefix': ['home/${aws:username}/*'] },
              },
            }),
          ],
        },
      };
    },
  },
  {
    id: 'variables-in-old-version',
    description: 'A variable is understood without Version 2012-10-17 too',
    awsPage: VARIABLES,
    rewrite: question =>
      rewriteStatements(question, (statement, document) => [
        document.Version === '2012-10-17'
          ? statement
          : mapConditions(statement, entry => ({
              ...entry,
              values: entry.values.flatMap(value =>
                ONE_VARIABLE.test(value) ? valueOf(value, question) : [value],
              ),
            })),
      ]),
    example: names => {
      const { name, resources } = firstBucket(names);
      const { user } = names;
      return {
        caller: userOf(names),
        attempt: { operation: 'list', bucket: name, prefix: user },
        documents: {
          identity: [
            {
              Statement: [
                {
                  Effect: 'Allow',
                  Action: ['s3:ListBucket'],
                  Resource: resources,
                  Condition: {
                    StringEquals: { 's3:prefix': ['${aws:username}'] },
                  },
                },
              ],
            },
          ],
        },
      };
    },
  },
];

/** The statement without the patterns that the gateway fails to match. */
function withoutMissed(statement: Statement, question: Question): Statement {
  const keep = (patterns: readonly string[]) =>
    patterns.map(pattern =>
      isMissed(pattern, question.resource) ? MATCHES_NOTHING : pattern,
    );
  return {
    ...mapConditions(statement, entry => {
      const [value] = valuesOf(question, entry.key);
      return entry.operator.includes('Like') && value !== undefined
        ? {
            ...entry,
            values: entry.values.map(pattern =>
              isMissed(pattern, value) ? MATCHES_NOTHING : pattern,
            ),
          }
        : entry;
    }),
    ...(statement.Resource && { Resource: keep(statement.Resource) }),
    ...(statement.NotResource && { NotResource: keep(statement.NotResource) }),
  };
}

/** The value that a variable stands for, or the variable itself when there is none. */
function valueOf(variable: string, question: Question): readonly string[] {
  const values = valuesOf(question, variable.slice(2, -1));
  return values.length > 0 ? values : [variable];
}
