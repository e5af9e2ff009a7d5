import type { BenchNames } from '../cells/BenchNames';
import {
  ACCOUNT,
  Answer,
  Caller,
  FOREIGN_ACCOUNT,
  roleArn,
  sessionArn,
  userArn,
} from '../cells/Cell';
import type { PolicyDocument, Statement } from '../cells/PolicyDocument';

/** Those who want the role: two sessions of one role, and users of its account and of another. */
export type Applicant = 'driver' | 'executor' | 'analyst' | 'visitor';

/** A role's trust, who wants it, and whether it is to be had. */
export interface AssumptionCase {
  readonly title: string;
  readonly trust: readonly Statement[];
  readonly applicant: Applicant;
  /** Policies of the applicant's own role or user. */
  readonly own?: readonly PolicyDocument[];
  /** As AWS documents. */
  readonly verdict: Answer;
  /** What the gateway does instead, and why. */
  readonly gateway?: { readonly answer: Answer; readonly because: string };
}

/** The names of the applicants on a bench. */
export function applicants(
  names: BenchNames,
): Readonly<Record<Applicant, Exclude<Caller, { kind: 'anonymous' }>>> {
  const role = names.roles[0] ?? '';
  return {
    driver: { kind: 'session', role, sessionName: 'driver' },
    executor: { kind: 'session', role, sessionName: 'executor' },
    analyst: { kind: 'user', account: ACCOUNT, name: names.user },
    visitor: {
      kind: 'user',
      account: FOREIGN_ACCOUNT,
      name: names.foreignUser,
    },
  };
}

/** Rows as `AssumeRole` in the AWS Security Token Service API Reference has it, and "Roles terms and concepts". */
export function assumptionCases(names: BenchNames): AssumptionCase[] {
  const [role = '', otherRole = ''] = names.roles;
  const toRole = trusting(roleArn(role));
  const toDriver = trusting(sessionArn(role, 'driver'));
  const toEveryone: Statement = { ...toRole, Principal: '*' };
  const toAccount = trusting(`arn:aws:iam::${ACCOUNT}:root`);
  const toVisitor = trusting(userArn(FOREIGN_ACCOUNT, names.foreignUser));
  const ownAllow = own('Allow');
  const fromHere = { IpAddress: { 'aws:SourceIp': ['127.0.0.0/8'] } };
  const fromElsewhere = { IpAddress: { 'aws:SourceIp': ['192.0.2.0/24'] } };
  return [
    {
      title: 'trust in its role',
      trust: [toRole],
      applicant: 'driver',
      verdict: 'allow',
    },
    {
      title: 'trust in its role',
      trust: [toRole],
      applicant: 'executor',
      verdict: 'allow',
    },
    {
      title: 'trust in a role, for a user',
      trust: [toRole],
      applicant: 'analyst',
      verdict: 'deny',
    },
    {
      title: 'trust in another role',
      trust: [trusting(roleArn(otherRole))],
      applicant: 'driver',
      verdict: 'deny',
    },
    {
      title: 'trust in another role, and an Allow of its own',
      trust: [trusting(roleArn(otherRole))],
      applicant: 'driver',
      own: [ownAllow],
      verdict: 'deny',
    },
    {
      title: 'trust in its session',
      trust: [toDriver],
      applicant: 'driver',
      verdict: 'allow',
    },
    {
      title: 'trust in another session of its role',
      trust: [toDriver],
      applicant: 'executor',
      verdict: 'deny',
    },
    {
      title: 'trust in the user',
      trust: [trusting(userArn(ACCOUNT, names.user))],
      applicant: 'analyst',
      verdict: 'allow',
    },
    {
      title: 'trust in everyone',
      trust: [toEveryone],
      applicant: 'driver',
      verdict: 'allow',
    },
    {
      title: 'trust in everyone',
      trust: [toEveryone],
      applicant: 'analyst',
      verdict: 'allow',
    },
    {
      title: 'trust in its role, by an address it has',
      trust: [{ ...toRole, Condition: fromHere }],
      applicant: 'driver',
      verdict: 'allow',
    },
    {
      title: 'trust in its role, by an address it has not',
      trust: [{ ...toRole, Condition: fromElsewhere }],
      applicant: 'driver',
      verdict: 'deny',
    },
    {
      title: 'trust for web identities only',
      trust: [{ ...toRole, Action: ['sts:AssumeRoleWithWebIdentity'] }],
      applicant: 'driver',
      verdict: 'deny',
    },
    {
      title: 'trust in everyone but its role',
      trust: [toEveryone, { ...toRole, Effect: 'Deny' }],
      applicant: 'driver',
      verdict: 'deny',
    },
    {
      title: 'trust in everyone but another role',
      trust: [toEveryone, { ...trusting(roleArn(otherRole)), Effect: 'Deny' }],
      applicant: 'driver',
      verdict: 'allow',
    },
    {
      title: 'trust in everyone but one session',
      trust: [toEveryone, { ...toDriver, Effect: 'Deny' }],
      applicant: 'driver',
      verdict: 'deny',
    },
    {
      title: 'trust in everyone but another session',
      trust: [toEveryone, { ...toDriver, Effect: 'Deny' }],
      applicant: 'executor',
      verdict: 'allow',
    },
    {
      title: 'trust in the account',
      trust: [toAccount],
      applicant: 'analyst',
      verdict: 'deny',
      gateway: {
        answer: 'allow',
        because: 'an account as principal is every user of it',
      },
    },
    {
      title: 'trust in the account, and an Allow of its own',
      trust: [toAccount],
      applicant: 'analyst',
      own: [ownAllow],
      verdict: 'allow',
    },
    {
      title: 'trust in the account',
      trust: [toAccount],
      applicant: 'driver',
      verdict: 'deny',
    },
    {
      title: 'trust in the account, and an Allow of its own',
      trust: [toAccount],
      applicant: 'driver',
      own: [ownAllow],
      verdict: 'allow',
      gateway: {
        answer: 'deny',
        because: 'an account as principal is no session of its roles',
      },
    },
    {
      title: 'trust in its role, and a Deny of its own',
      trust: [toRole],
      applicant: 'driver',
      own: [own('Deny')],
      verdict: 'deny',
      gateway: {
        answer: 'allow',
        because: "AssumeRole does not look at the applicant's own policies",
      },
    },
    {
      title: 'trust in a user of another account',
      trust: [toVisitor],
      applicant: 'visitor',
      verdict: 'deny',
      gateway: {
        answer: 'allow',
        because: "AssumeRole does not look at the applicant's own policies",
      },
    },
    {
      title: 'trust in a user of another account, and an Allow of its own',
      trust: [toVisitor],
      applicant: 'visitor',
      own: [ownAllow],
      verdict: 'allow',
    },
    {
      title: 'trust in the account, for a user of another',
      trust: [toAccount],
      applicant: 'visitor',
      own: [ownAllow],
      verdict: 'deny',
    },
  ];
}

function trusting(principal: string): Statement {
  return {
    Effect: 'Allow',
    Principal: { AWS: [principal] },
    Action: ['sts:AssumeRole'],
  };
}

function own(effect: Statement['Effect']): PolicyDocument {
  return {
    Version: '2012-10-17',
    Statement: [
      { Effect: effect, Action: ['sts:AssumeRole'], Resource: ['*'] },
    ],
  };
}
