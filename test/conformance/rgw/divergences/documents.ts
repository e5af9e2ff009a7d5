import type { Question } from '../cells/Question';
import type { Divergence } from './Divergence';
import { documentOf, firstBucket, listing, userOf } from './examples';
import { mapConditions, neverApplying, rewriteStatements } from './statements';

const VARIABLES = 'IAM policy elements: Variables and tags';
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

/** The value that a variable stands for, or the variable itself when there is none. */
function valueOf(variable: string, { principal, context }: Question): string[] {
  const key = variable.slice(2, -1);
  const known: Question['context'] = {
    ...(principal.kind === 'user' && {
      'aws:username': principal.arn.slice(principal.arn.lastIndexOf('/') + 1),
    }),
    ...context,
  };
  return [known[key] ?? variable].flat();
}
