import { NODE } from '../cells/Administrators';
import {
  ACCOUNT,
  FOREIGN_ACCOUNT,
  roleArn,
  sessionArn,
  userArn,
} from '../cells/Cell';
import type { Statement } from '../cells/PolicyDocument';
import type { Question } from '../cells/Question';
import type { Divergence } from './Divergence';
import {
  documentOf,
  firstBucket,
  listing,
  sessionOf,
  userOf,
} from './examples';
import {
  neverApplying,
  rewriteBucketStatements,
  rewriteIdentityStatements,
} from './statements';

const LOGIC = 'Policy evaluation logic';
const SESSION_POLICIES = 'Policies and permissions in IAM: session policies';

/** The user who begins all sessions. */
const NODE_ARN = userArn(ACCOUNT, NODE);

/** A user of an account that nobody has. */
const NOBODY = userArn('999999999999', 'nobody');

/** Where the gateway takes the principals of a bucket policy in another way than AWS. */
export const principals: readonly Divergence[] = [
  {
    id: 'no-cross-account-rule',
    description:
      "A user of another account needs a bucket's policy or its own, not both; and in its own policies, Resource covers no bucket of another account, NotResource every one",
    awsPage: 'Cross-account policy evaluation logic',
    rewrite: question =>
      isForeign(question)
        ? {
            ...rewriteIdentityStatements(question, statement => [
              statement.NotResource
                ? toEveryResource(statement)
                : neverApplying(statement),
            ]),
            resourceAccount: FOREIGN_ACCOUNT,
          }
        : question,
    example: names => ({
      ...listing(names, {
        identity: [],
        bucket: allowTo(userArn(FOREIGN_ACCOUNT, names.foreignUser), names),
      }),
      caller: {
        kind: 'user',
        account: FOREIGN_ACCOUNT,
        name: names.foreignUser,
      },
    }),
  },
  {
    id: 'grants-of-who-began-the-session',
    description:
      'A session that a user began has what a bucket policy grants or denies that user',
    awsPage: 'Roles terms and concepts',
    rewrite: question => {
      const { principal } = question;
      return principal.kind === 'assumed-role'
        ? rewriteBucketStatements(question, statement => [
            toWhoBegan(statement, principal),
          ])
        : question;
    },
    example: names =>
      listing(names, { identity: [], bucket: allowTo(NODE_ARN, names) }),
  },
  {
    id: 'account-does-not-delegate',
    description:
      'A grant to an account is one to every user of it, who needs no further policy; what is denied to an account is not denied to sessions of its roles',
    awsPage: 'AWS JSON policy elements: Principal',
    rewrite: question =>
      rewriteBucketStatements(question, statement => [
        isTakenOtherwise(statement, question)
          ? withPrincipals(
              statement,
              (principalsOf(statement) ?? []).flatMap(name =>
                accountMembers(name, question),
              ),
            )
          : statement,
      ]),
    example: names => ({
      ...listing(names, {
        identity: [],
        bucket: allowTo(`arn:aws:iam::${ACCOUNT}:root`, names),
      }),
      caller: userOf(names),
    }),
  },
  {
    id: 'not-principal-without-account',
    description:
      'NotPrincipal excepts a user without its account, a session without its account or by its role alone, and every user of a listed account',
    awsPage: 'AWS JSON policy elements: NotPrincipal',
    rewrite: question =>
      rewriteBucketStatements(question, statement => [
        isExceptedLoosely(statement.NotPrincipal?.AWS ?? [], question)
          ? neverApplying(statement)
          : statement,
      ]),
    example: names => {
      const { resources } = firstBucket(names);
      const { role } = sessionOf(names);
      return listing(names, {
        identity: [
          documentOf({
            Effect: 'Allow',
            Action: ['s3:*'],
            Resource: resources,
          }),
        ],
        bucket: documentOf({
          Effect: 'Deny',
          NotPrincipal: { AWS: [roleArn(role)] },
          Action: ['s3:*'],
          Resource: resources,
        }),
      });
    },
  },
  {
    id: 'everyone-under-session-policy',
    description:
      'What a bucket policy grants to everyone is limited by a session policy',
    awsPage: SESSION_POLICIES,
    rewrite: question =>
      rewriteBucketStatements(question, statement => {
        const role = limitedRole(question);
        const named = principalsOf(statement);
        return role && statement.Effect === 'Allow' && named?.includes('*')
          ? [
              withPrincipals(statement, [
                ...named.filter(name => name !== '*'),
                role,
              ]),
            ]
          : [statement];
      }),
    example: names =>
      listing(names, {
        identity: [],
        session: everythingElse(),
        bucket: allowTo('*', names),
      }),
  },
  {
    id: 'last-statement-names-the-session',
    description:
      'Under a session policy, the last statement of a bucket policy decides for all of its grants: whether they are made to the role, to the session, or do not count',
    awsPage: LOGIC,
    rewrite: question => {
      const last = question.bucketPolicy?.Statement.at(-1);
      if (!last || limitedRole(question) === undefined) {
        return question;
      }
      const taken = nameTaken(last, question);
      return rewriteBucketStatements(question, statement => {
        const made = nameTaken(statement, question);
        return [
          statement.Effect === 'Allow' && made !== undefined && made !== taken
            ? withPrincipals(statement, taken === undefined ? [] : [taken])
            : statement,
        ];
      });
    },
    example: names => {
      const { role, sessionName } = sessionOf(names);
      const { resources } = firstBucket(names);
      const grant = {
        Effect: 'Allow',
        Action: ['s3:*'],
        Resource: resources,
      } as const;
      return listing(names, {
        identity: [],
        session: everythingElse(),
        bucket: documentOf(
          {
            ...grant,
            Principal: { AWS: [sessionArn(role, sessionName)] },
          },
          {
            ...grant,
            Principal: { AWS: [userArn(ACCOUNT, names.user)] },
          },
        ),
      });
    },
  },
];

/** A session policy that allows something else than what is tried. */
function everythingElse() {
  return documentOf({
    Effect: 'Allow',
    Action: ['s3:GetBucketLocation'],
    Resource: ['*'],
  });
}

function allowTo(
  principal: string,
  names: Parameters<Divergence['example']>[0],
) {
  return documentOf({
    Effect: 'Allow',
    Principal: { AWS: [principal] },
    Action: ['s3:*'],
    Resource: firstBucket(names).resources,
  });
}

function principalsOf({ Principal }: Statement): readonly string[] | undefined {
  return Principal === '*' ? ['*'] : Principal?.AWS;
}

/** By which name the gateway takes a statement to name a session: its own, or that of its role. */
function nameTaken(
  statement: Statement,
  { principal }: Question,
): string | undefined {
  const named = principalsOf(statement) ?? [];
  if (principal.kind !== 'assumed-role') {
    return undefined;
  }
  if (named.includes(principal.arn)) {
    return principal.arn;
  }
  return named.includes(principal.roleArn) || named.includes('*')
    ? principal.roleArn
    : undefined;
}

/** The statement to these principals; to nobody when there are none. */
function withPrincipals(
  statement: Statement,
  names: readonly string[],
): Statement {
  return {
    ...statement,
    Principal: { AWS: names.length > 0 ? names : [NOBODY] },
  };
}

function toEveryResource(statement: Statement): Statement {
  const { NotResource: _, ...rest } = statement;
  return { ...rest, Resource: ['*'] };
}

/** The statement to the session itself instead of its beginner, unless it is to its role as well. */
function toWhoBegan(
  statement: Statement,
  session: { readonly arn: string; readonly roleArn: string },
): Statement {
  const named = principalsOf(statement);
  if (!named?.includes(NODE_ARN)) {
    return statement;
  }
  const others = named.filter(name => name !== NODE_ARN);
  const isToRole = others.some(
    name => name === session.roleArn || name === '*',
  );
  return withPrincipals(
    statement,
    isToRole ? others : [...others, session.arn],
  );
}

/** The account that a principal stands for, if it stands for one. */
function accountOf(name: string): string | undefined {
  return /^(?:arn:aws:iam::)?(\d{12})(?::root)?$/.exec(name)?.[1];
}

/** Whom an account stands for: the caller, when it is a user of it. */
function accountMembers(name: string, question: Question): string[] {
  const account = accountOf(name);
  if (account === undefined) {
    return [name];
  }
  const { principal } = question;
  return principal.kind === 'user' && account === accountOfCaller(question)
    ? [principal.arn]
    : [];
}

/** A user is granted more by way of its account, a session of a role is denied less. */
function isTakenOtherwise(
  statement: Statement,
  { principal }: Question,
): boolean {
  const namesAccount = principalsOf(statement)?.some(
    name => accountOf(name) !== undefined,
  );
  return (
    namesAccount === true &&
    ((principal.kind === 'user' && statement.Effect === 'Allow') ||
      (principal.kind === 'assumed-role' && statement.Effect === 'Deny'))
  );
}

/** Whether the caller is excepted without all being listed that must be: its account, its user, or its role and its session. */
function isExceptedLoosely(
  names: readonly string[],
  question: Question,
): boolean {
  const { principal } = question;
  const isAccountListed = names.some(
    name => accountOf(name) === accountOfCaller(question),
  );
  switch (principal.kind) {
    case 'assumed-role': {
      const listed = [principal.arn, principal.roleArn].filter(name =>
        names.includes(name),
      );
      return listed.length > 0 && !(isAccountListed && listed.length === 2);
    }
    case 'user':
      return names.includes(principal.arn) !== isAccountListed;
    default:
      return false;
  }
}

function accountOfCaller({ principal }: Question): string | undefined {
  return 'arn' in principal ? principal.arn.split(':')[4] : undefined;
}

function isForeign(question: Question): boolean {
  return (
    question.principal.kind === 'user' &&
    accountOfCaller(question) !== question.resourceAccount
  );
}

/** The role of a caller whose session has a policy. */
function limitedRole({ principal, session }: Question): string | undefined {
  return session && principal.kind === 'assumed-role'
    ? principal.roleArn
    : undefined;
}
