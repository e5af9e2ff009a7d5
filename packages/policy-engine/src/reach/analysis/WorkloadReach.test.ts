import type { AccessModelPodIdentityAssociation } from '../../accessModel';
import { compileAccessModel } from '../compileAccessModel';
import { computeReach } from '../computeReach';
import { findTrespasses } from '../findTrespasses';
import { principalKey } from '../principalKey';
import {
  Json,
  OWN,
  ownTrust,
  roleArn,
  SmallFleet,
  smallFleet,
  source,
  withRole,
} from '../__fixtures__/smallFleet';

const allow = (Service: string, over: Json = {}): Json => ({
  Effect: 'Allow',
  Principal: { Service },
  Action: ['sts:AssumeRole', 'sts:TagSession'],
  ...over,
});

const PODS = allow('pods.eks.amazonaws.com');

/** Binds workloads, which are named like their namespaces, to the role gha2. */
const bound = (
  ...namespaces: readonly string[]
): AccessModelPodIdentityAssociation[] =>
  namespaces.map(namespace => ({
    cluster: 'analytics',
    namespace,
    serviceAccount: namespace,
    roleArn: roleArn('gha2'),
  }));

/** A fleet in which the trust of gha2 has these statements. @param associations - absent: not known */
function trusting(
  statements: readonly Json[],
  associations?: readonly AccessModelPodIdentityAssociation[],
): SmallFleet {
  const fleet = withRole(smallFleet(), 'gha2', {
    trust: source('trust', ...statements),
  });
  const model = associations && { podIdentityAssociations: associations };
  return { ...fleet, model: { ...fleet.model, ...model } };
}

function report({ model, ...options }: SmallFleet) {
  return findTrespasses(compileAccessModel(model), {
    ...options,
    actions: ['sts:AssumeRole'],
  });
}

const workloadsOf = (fleet: SmallFleet) =>
  report(fleet).trespasses.map(
    ({ region: { witnessContext, verdict } }) =>
      `${witnessContext['aws:RequestTag/kubernetes-namespace']} ${verdict}`,
  );

const guestsOf = (fleet: SmallFleet) =>
  report(fleet).trespasses.map(
    ({ region: { principal, verdict } }) =>
      `${principalKey(principal)} ${verdict}`,
  );

describe('whom EKS Pod Identity binds to a role', () => {
  it.each<[string, string[], string[]]>([
    ['its own workload', ['gha2'], []],
    ['another and its own', ['gha1', 'gha2'], ['gha1 allow']],
    ['its own and another', ['gha2', 'gha1'], ['gha1 allow']],
    ['two others', ['gha1', 'gha10'], ['gha1 allow', 'gha10 allow']],
  ])('is told of %s', (_, namespaces, expected) => {
    expect(workloadsOf(trusting([PODS], bound(...namespaces)))).toEqual(
      expected,
    );
  });

  it('is told of the service, for this role alone', () => {
    const [trespass] = report(trusting([PODS], bound('gha1'))).trespasses;
    expect(trespass?.region).toMatchObject({
      principal: { kind: 'service', service: 'pods.eks.amazonaws.com' },
      audience: 'this-principal',
      resources: roleArn('gha2'),
      resourceAccounts: [OWN],
      witnessContext: {
        'aws:RequestTag/eks-cluster-name': 'analytics',
        'aws:RequestTag/kubernetes-namespace': 'gha1',
        'aws:RequestTag/kubernetes-service-account': 'gha1',
        'aws:SourceAccount': OWN,
      },
    });
  });

  it('is nobody where the trust does not let the service in', () => {
    expect(workloadsOf(trusting([ownTrust('gha2')], bound('gha1')))).toEqual(
      [],
    );
  });

  it('counts a binding that is its own as proved', () => {
    const none = report(trusting([PODS], [])).proved.regions;
    const own = report(trusting([PODS], bound('gha2'))).proved.regions;
    const another = report(trusting([PODS], bound('gha1'))).proved.regions;
    expect([own - none, another - none]).toEqual([1, 0]);
  });
});

describe('the service of EKS Pod Identity, where associations are not known', () => {
  const service = 'service pods.eks.amazonaws.com';

  it('is not told to be certain, and says why', () => {
    const { trespasses } = report(trusting([PODS]));
    expect(trespasses).toMatchObject([
      {
        region: {
          verdict: 'not-understood',
          explanation: expect.stringMatching(
            /allows it\. EKS Pod Identity takes the role for the workloads that associations name, and which those are is not known\.$/,
          ),
        },
      },
    ]);
  });

  it('is kept out by a Deny, and hangs on what a condition hangs on', () => {
    const deny = { ...PODS, Effect: 'Deny' };
    expect(guestsOf(trusting([PODS, deny]))).toEqual([]);
    const held = allow('pods.eks.amazonaws.com', {
      Condition: { StringEquals: { 'aws:SourceVpc': 'vpc-1' } },
    });
    expect(guestsOf(trusting([held]))).toEqual([`${service} conditional`]);
  });

  it('is told itself of roles that are nobody’s', () => {
    const { model, context } = trusting([PODS], []);
    const regions = computeReach(compileAccessModel(model), {
      actions: ['sts:AssumeRole'],
      context,
    });
    expect(
      [...regions]
        .filter(({ principal }) => principal.kind === 'service')
        .map(
          ({ principal, verdict }) => `${principalKey(principal)} ${verdict}`,
        ),
    ).toEqual([`${service} allow`]);
  });
});

describe('another service', () => {
  it.each([undefined, []])('is told whatever associations there are', known => {
    expect(guestsOf(trusting([allow('ec2.amazonaws.com')], known))).toEqual([
      'service ec2.amazonaws.com allow',
    ]);
  });
});
