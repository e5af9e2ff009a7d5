import { ACCOUNT } from '../cells/Cell';
import type { Claims } from './SigningKey';

/** A statement of a trust policy. `ISSUER` stands for the issuer's name, `PROVIDER` for its provider's ARN. */
export interface TrustStatement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal: Readonly<Record<string, string | readonly string[]>>;
  readonly Action: string | readonly string[];
  readonly Condition?: Readonly<
    Record<string, Readonly<Record<string, string | readonly string[]>>>
  >;
}

/** A role's trust, a token, and whether the role may be had with it. */
export interface TokenCase {
  readonly title: string;
  readonly trust: readonly TrustStatement[];
  /** What differs from the token of ServiceAccount `spark` in namespace `gha1`. */
  readonly claims?: Claims;
  readonly verdict: 'allow' | 'deny';
}

export const SUBJECT = 'system:serviceaccount:gha1:spark';
export const AUDIENCE = 'sts.amazonaws.com';

const assumed = (
  condition?: TrustStatement['Condition'],
  more: Partial<TrustStatement> = {},
): TrustStatement => ({
  Effect: 'Allow',
  Principal: { Federated: 'PROVIDER' },
  Action: 'sts:AssumeRoleWithWebIdentity',
  ...(condition && { Condition: condition }),
  ...more,
});

const EXACT = assumed({
  StringEquals: { 'ISSUER:sub': SUBJECT, 'ISSUER:aud': AUDIENCE },
});
const ANY_SUBJECT = assumed({ StringEquals: { 'ISSUER:aud': AUDIENCE } });
const NAMESPACE = assumed({
  StringLike: { 'ISSUER:sub': 'system:serviceaccount:gha1:*' },
});
const NAMESPACE_PREFIX = assumed({
  StringLike: { 'ISSUER:sub': 'system:serviceaccount:gha1*:*' },
});

const of = (sub: string): Claims => ({ sub });
const OTHER_NAMESPACE = of('system:serviceaccount:gha10:spark');
const OTHER_ACCOUNT = of('system:serviceaccount:gha1:other');

/**
 * Tokens that are genuine: what decides is the trust policy. (AWS: "Create a role for OpenID Connect federation (console)",
 * "IAM JSON policy elements: Condition operators".)
 */
export const TOKEN_CASES: readonly TokenCase[] = [
  {
    title: 'the subject and the audience that are trusted',
    trust: [EXACT],
    verdict: 'allow',
  },
  {
    title: 'a subject of another namespace',
    trust: [EXACT],
    claims: OTHER_NAMESPACE,
    verdict: 'deny',
  },
  {
    title: 'another subject of the namespace',
    trust: [EXACT],
    claims: OTHER_ACCOUNT,
    verdict: 'deny',
  },
  {
    title: 'a subject in another case',
    trust: [EXACT],
    claims: of(SUBJECT.toUpperCase()),
    verdict: 'deny',
  },
  {
    title: 'a subject that begins with the trusted one',
    trust: [EXACT],
    claims: of(`${SUBJECT}2`),
    verdict: 'deny',
  },
  {
    title: 'an audience that the provider knows and the trust does not',
    trust: [EXACT],
    claims: { aud: 'corridors' },
    verdict: 'deny',
  },
  {
    title: 'trust without a condition on the subject',
    trust: [ANY_SUBJECT],
    claims: OTHER_NAMESPACE,
    verdict: 'allow',
  },
  {
    title: 'trust without any condition',
    trust: [assumed()],
    claims: OTHER_NAMESPACE,
    verdict: 'allow',
  },
  {
    title: 'StringLike over a namespace',
    trust: [NAMESPACE],
    claims: OTHER_ACCOUNT,
    verdict: 'allow',
  },
  {
    title: 'StringLike over another namespace',
    trust: [NAMESPACE],
    claims: OTHER_NAMESPACE,
    verdict: 'deny',
  },
  {
    title: 'StringLike over names that begin alike',
    trust: [NAMESPACE_PREFIX],
    claims: OTHER_NAMESPACE,
    verdict: 'allow',
  },
  {
    title: 'a question mark in StringLike',
    trust: [
      assumed({
        StringLike: { 'ISSUER:sub': 'system:serviceaccount:gha?:spark' },
      }),
    ],
    verdict: 'allow',
  },
  {
    title: 'a wildcard in StringEquals, which is text',
    trust: [
      assumed({
        StringEquals: { 'ISSUER:sub': 'system:serviceaccount:gha1:*' },
      }),
    ],
    verdict: 'deny',
  },
  {
    title: 'one of several subjects',
    trust: [
      assumed({
        StringEquals: {
          'ISSUER:sub': ['system:serviceaccount:gha2:spark', SUBJECT],
        },
      }),
    ],
    verdict: 'allow',
  },
  {
    title: 'one of several statements',
    trust: [assumed({ StringEquals: { 'ISSUER:sub': 'nobody' } }), EXACT],
    verdict: 'allow',
  },
  {
    title: 'StringNotEquals another subject',
    trust: [
      assumed({
        StringNotEquals: { 'ISSUER:sub': 'system:serviceaccount:gha2:spark' },
      }),
    ],
    verdict: 'allow',
  },
  {
    title: 'StringNotEquals this subject',
    trust: [assumed({ StringNotEquals: { 'ISSUER:sub': SUBJECT } })],
    verdict: 'deny',
  },
  {
    title: 'StringEqualsIgnoreCase',
    trust: [
      assumed({
        StringEqualsIgnoreCase: { 'ISSUER:sub': SUBJECT.toUpperCase() },
      }),
    ],
    verdict: 'allow',
  },
  {
    title: 'a key of another issuer',
    trust: [assumed({ StringEquals: { 'oidc.example.com:sub': SUBJECT } })],
    verdict: 'deny',
  },
  {
    title: 'a key of another issuer, if it exists',
    trust: [
      assumed({ StringEqualsIfExists: { 'oidc.example.com:sub': 'nobody' } }),
    ],
    verdict: 'allow',
  },
  {
    title: 'a Deny for the subject',
    trust: [
      assumed(),
      assumed({ StringEquals: { 'ISSUER:sub': SUBJECT } }, { Effect: 'Deny' }),
    ],
    verdict: 'deny',
  },
  {
    title: 'a Deny for another subject',
    trust: [
      assumed(),
      assumed(
        { StringEquals: { 'ISSUER:sub': 'system:serviceaccount:gha2:spark' } },
        { Effect: 'Deny' },
      ),
    ],
    verdict: 'allow',
  },
  {
    title: 'a Deny for everybody',
    trust: [EXACT, assumed(undefined, { Effect: 'Deny' })],
    verdict: 'deny',
  },
  {
    title: 'another provider as principal',
    trust: [
      assumed(undefined, {
        Principal: {
          Federated: `arn:aws:iam::${ACCOUNT}:oidc-provider/oidc.example.com`,
        },
      }),
    ],
    verdict: 'deny',
  },
  {
    title: 'the account as principal',
    trust: [
      assumed(undefined, {
        Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
      }),
    ],
    verdict: 'deny',
  },
  {
    title: 'AssumeRole only',
    trust: [assumed(undefined, { Action: 'sts:AssumeRole' })],
    verdict: 'deny',
  },
  {
    title: 'every action of STS',
    trust: [assumed(undefined, { Action: 'sts:*' })],
    verdict: 'allow',
  },
  {
    title: 'actions in another case',
    trust: [assumed(undefined, { Action: ['STS:assumerolewithWEBIDENTITY'] })],
    verdict: 'allow',
  },
];
