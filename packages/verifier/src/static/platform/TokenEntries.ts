import type { Fleet } from '@corridors/model';
import type { AccessDecider, AccessModelRole } from '@corridors/policy-engine';
import { entryByAnswer } from './entryByAnswer';
import { isWorse, type Entry } from './Entry';
import { corridorPlaces } from '../corridorPlaces';
import { textsOf } from '../policyDocument';
import { issuerOf, subjectOf } from '../workloadTokens';

/** Providers that AWS knows by their domain. (AWS: "AWS JSON policy elements: Principal", federated user sessions.) */
const DOMAINS: ReadonlySet<string> = new Set([
  'accounts.google.com',
  'cognito-identity.amazonaws.com',
  'graph.facebook.com',
  'www.amazon.com',
]);

/** Subjects that nobody has spelled out. */
const STRANGERS = [
  'system:serviceaccount:other:other',
  'system:serviceaccount:x:x',
  'other',
];

/** What most tokens for AWS are made for. */
const AUDIENCE = 'sts.amazonaws.com';

/** A corridor's namespace, and who issues tokens there. */
interface IssuedNamespace {
  readonly namespace: string;
  readonly issuer: string | undefined;
}

/** A subject that is asked for, and the text of the trust policy that it comes from. */
interface Subject {
  readonly name: string;
  readonly from?: string;
}

/**
 * Whose tokens get into roles of the platform: those of corridors' pods, and those of anybody whom a trust policy does not spell
 * out. A ServiceAccount beside corridors, or a repository whose pipelines are named, is the platform's own.
 */
export class TokenEntries {
  private readonly namespaces: readonly IssuedNamespace[];
  private readonly audiences: ReadonlyMap<string, readonly string[]>;

  constructor(fleet: Fleet, private readonly decider: AccessDecider) {
    this.namespaces = namespacesOf(fleet);
    this.audiences = new Map(
      decider.model.oidcProviders.map(({ arn, audiences }) => [arn, audiences]),
    );
  }

  /** One for each provider, and one for each corridor that gets in by name. */
  into(role: AccessModelRole): Entry[] {
    const texts = [...new Set(textsOf(role.trust))];
    const named = texts.filter(
      text => text.includes(':oidc-provider/') || DOMAINS.has(text),
    );
    const all = [...this.audiences.keys(), ...DOMAINS];
    return (texts.includes('*') ? all : named).flatMap(provider =>
      this.by(provider, role, texts),
    );
  }

  private by(
    provider: string,
    role: AccessModelRole,
    texts: readonly string[],
  ): Entry[] {
    const issuer = provider.split(':oidc-provider/')[1] ?? provider;
    const ask = ({ name }: Subject) =>
      this.ask(provider, issuer, role, name, texts);
    const spelled = texts
      .filter(text => !text.startsWith('arn:'))
      .flatMap(from => instancesOf(from).map(name => ({ name, from })))
      .filter(({ from }) => !this.isPlatforms(issuer, from));
    for (const subject of [
      ...STRANGERS.map(name => ({ name })),
      ...spelled.filter(({ from }) => /[*?]/.test(from)),
    ]) {
      const entry = ask(subject);
      if (entry?.verdict === 'allow') {
        return [entry];
      }
    }
    const pods = this.namespacesBy(issuer).flatMap(namespace =>
      [namespace, 'default', 'other'].map(account => ({
        name: subjectOf({ namespace, serviceAccount: account }),
      })),
    );
    return [...pods, ...spelled, ...STRANGERS.map(name => ({ name }))].flatMap(
      subject => ask(subject) ?? [],
    );
  }

  /** The most that a subject gets by any audience. */
  private ask(
    provider: string,
    issuer: string,
    role: AccessModelRole,
    subject: string,
    texts: readonly string[],
  ): Entry | undefined {
    const audiences = new Set(
      this.audiences.get(provider) ?? [
        AUDIENCE,
        ...texts.filter(text => !text.startsWith('arn:')).flatMap(instancesOf),
      ],
    );
    const asked = this.decider.find(role.arn, role.accountId);
    let worst: Entry | undefined;
    for (const audience of audiences) {
      const request = {
        principal: { kind: 'web-identity', providerArn: provider },
        action: 'sts:AssumeRoleWithWebIdentity',
        context: {
          [`${issuer}:sub`]: subject,
          [`${issuer}:aud`]: audience,
        },
      } as const;
      const entry = entryByAnswer(
        request,
        role,
        this.decider.answer(
          request.principal,
          request.action,
          asked,
          request.context,
        ),
      );
      if (entry && isWorse(entry.verdict, worst?.verdict)) {
        worst = entry;
      }
    }
    return (
      worst && {
        ...worst,
        explanation: `${worst.explanation} The subject of the token is ${subject}.`,
      }
    );
  }

  /** The namespaces whose tokens an issuer may have made. */
  private namespacesBy(issuer: string): readonly string[] {
    return this.namespaces
      .filter(one => one.issuer === undefined || one.issuer === issuer)
      .map(({ namespace }) => namespace);
  }

  /** Whether all subjects of a pattern are of one that is no corridor and can become none by its name alone. */
  private isPlatforms(issuer: string, pattern: string): boolean {
    const account = /^system:serviceaccount:([^:]*):/.exec(pattern)?.[1];
    if (account !== undefined) {
      return (
        (!/[*?]/.test(account) || account.startsWith('kube-')) &&
        !this.namespacesBy(issuer).includes(account)
      );
    }
    const wildcard = pattern.search(/[*?]/);
    return wildcard < 0 || pattern.slice(0, wildcard).split(':').length > 2;
  }
}

/** The namespaces of corridors with the issuer of their clusters' tokens; undefined where no file says who that is. */
function namespacesOf({
  corridors,
  environments,
}: Fleet): readonly IssuedNamespace[] {
  return corridorPlaces(corridors, environments).map(
    ({ environment, names: { namespace } }) => ({
      namespace,
      issuer: issuerOf(environment),
    }),
  );
}

/** Subjects that a pattern matches. */
function instancesOf(pattern: string): string[] {
  return [
    ...new Set(
      ['other', 'x', ''].map(fill =>
        pattern.replaceAll('*', fill).replaceAll('?', 'x'),
      ),
    ),
  ];
}
