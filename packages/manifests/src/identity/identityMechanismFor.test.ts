import { buildMatrix, type Identity } from '@corridors/model';
import { parse } from 'yaml';

import { gitopsFleet, placeOf } from '../__fixtures__/gitopsFleet';
import { identityMechanismFor } from './identityMechanismFor';

const fleet = gitopsFleet();

function mechanismOf(name: string) {
  const { corridor, environment } = placeOf(name, fleet);
  return {
    corridor,
    environment,
    mechanism: identityMechanismFor(environment),
  };
}

function identity(id: string, accountId: string): Identity {
  const found = buildMatrix(fleet, accountId).identities.find(
    one => one.id === id,
  );
  if (!found) {
    throw new Error(`no identity ${id}`);
  }
  return found;
}

describe('sparkConfiguration', () => {
  const PROVIDER = 'spark.hadoop.fs.s3a.aws.credentials.provider';
  const BASE = 'spark.hadoop.fs.s3a.assumed.role.credentials.provider';
  const ASSUMED = 'org.apache.hadoop.fs.s3a.auth.AssumedRoleCredentialProvider';

  it.each([
    [
      'weblogs',
      '3.5.6',
      { [PROVIDER]: 'com.amazonaws.auth.WebIdentityTokenCredentialsProvider' },
    ],
    [
      'weblogs',
      '4.0.0',
      {
        [PROVIDER]:
          'software.amazon.awssdk.auth.credentials.WebIdentityTokenFileCredentialsProvider',
      },
    ],
    [
      'weblogs',
      '4.1.1',
      {
        [PROVIDER]:
          'software.amazon.awssdk.auth.credentials.WebIdentityTokenFileCredentialsProvider',
      },
    ],
    [
      'gha1',
      '3.5.6',
      {
        [PROVIDER]: ASSUMED,
        [BASE]: 'com.amazonaws.auth.InstanceProfileCredentialsProvider',
      },
    ],
    [
      'gha1',
      '4.1.1',
      {
        [PROVIDER]: ASSUMED,
        [BASE]:
          'software.amazon.awssdk.auth.credentials.InstanceProfileCredentialsProvider',
      },
    ],
  ])(
    'names the provider that %s needs with Spark %s',
    (name, version, expected) => {
      const { corridor, environment, mechanism } = mechanismOf(name);
      expect(
        mechanism.sparkConfiguration(version, corridor, environment),
      ).toMatchObject(expected);
    },
  );

  it('switches to the corridor’s own role, at the Regional endpoint, for less than the hour that AWS allows', () => {
    const { corridor, environment, mechanism } = mechanismOf('gha1');
    expect(
      mechanism.sparkConfiguration('3.5.6', corridor, environment),
    ).toMatchObject({
      'spark.hadoop.fs.s3a.assumed.role.arn':
        'arn:aws:iam::111122223333:role/corridors/single1_gha1',
      'spark.hadoop.fs.s3a.assumed.role.session.duration': '30m',
      'spark.hadoop.fs.s3a.assumed.role.sts.endpoint':
        'sts.eu-west-3.amazonaws.com',
      'spark.hadoop.fs.s3a.assumed.role.sts.endpoint.region': 'eu-west-3',
    });
  });

  it('logs events to the bucket that is for it, where a folder need not exist', () => {
    const { corridor, environment, mechanism } = mechanismOf('gha1');
    expect(
      mechanism.sparkConfiguration('3.5.6', corridor, environment),
    ).toMatchObject({
      'spark.eventLog.enabled': 'true',
      'spark.eventLog.dir': 's3a://gha1-spark/',
    });
  });
});

describe('credentialPlan', () => {
  it.each([
    [
      'gha1',
      'corridor:gha1',
      {
        kind: 'assume-role',
        from: 'node-role',
        roleArn: 'arn:aws:iam::111122223333:role/corridors/single1_gha1',
      },
    ],
    [
      'gha1',
      'node-role:single1',
      {
        kind: 'node-role',
        roleArn: 'arn:aws:iam::111122223333:role/single1_instance',
      },
    ],
    ['gha1', 'anonymous', { kind: 'anonymous' }],
    [
      'weblogs',
      'corridor:weblogs',
      {
        kind: 'web-identity',
        namespace: 'weblogs',
        serviceAccount: 'weblogs',
        audience: 'sts.amazonaws.com',
        roleArn: 'arn:aws:iam::444455556666:role/corridors/analytics-weblogs',
      },
    ],
  ])('in the environment of %s, plans for %s', (name, id, plan) => {
    const { environment, mechanism } = mechanismOf(name);
    expect(
      mechanism.credentialPlan(
        identity(id, environment.spec.aws.accountId),
        environment,
      ),
    ).toEqual(plan);
  });
});

describe('kubernetesParts', () => {
  it('annotates the ServiceAccount under irsa and not under assume-role', () => {
    const annotations = (name: string) => {
      const { corridor, environment, mechanism } = mechanismOf(name);
      return mechanism.kubernetesParts(corridor, environment)
        .serviceAccountAnnotations;
    };
    expect(annotations('gha1')).toEqual({});
    expect(annotations('weblogs')).toEqual({
      'eks.amazonaws.com/role-arn':
        'arn:aws:iam::444455556666:role/corridors/analytics-weblogs',
      'eks.amazonaws.com/audience': 'sts.amazonaws.com',
      'eks.amazonaws.com/sts-regional-endpoints': 'true',
    });
  });
});

describe('clientConfiguration', () => {
  it.each(['gha1', 'weblogs'])('has every client of %s, by id', name => {
    const { corridor, environment, mechanism } = mechanismOf(name);
    const clients = mechanism.clientConfiguration(corridor, environment);
    expect(clients.map(({ id, language }) => [id, language])).toEqual([
      ['spark-defaults', 'properties'],
      ['spark-application', 'yaml'],
      ['aws-cli', 'ini'],
      ['boto3', 'python'],
    ]);
  });

  it('gives a SparkApplication whose pods the namespace admits', () => {
    const { corridor, environment, mechanism } = mechanismOf('weblogs');
    const sample = mechanism
      .clientConfiguration(corridor, environment)
      .find(({ id }) => id === 'spark-application');
    const { metadata, spec } = parse(sample?.content ?? '');
    expect(metadata.namespace).toBe('weblogs');
    expect(spec.driver.serviceAccount).toBe('weblogs');
    for (const pod of [spec.driver, spec.executor]) {
      expect(pod.securityContext).toMatchObject({
        runAsNonRoot: true,
        allowPrivilegeEscalation: false,
        capabilities: { drop: ['ALL'] },
        seccompProfile: { type: 'RuntimeDefault' },
      });
    }
  });

  it('gives the AWS CLI a profile of the AWS CLI', () => {
    const { corridor, environment, mechanism } = mechanismOf('gha1');
    expect(
      mechanism
        .clientConfiguration(corridor, environment)
        .find(({ id }) => id === 'aws-cli')?.content,
    ).toBe(
      '[profile gha1]\nregion = eu-west-3\nrole_arn = arn:aws:iam::111122223333:role/corridors/single1_gha1\ncredential_source = Ec2InstanceMetadata\n',
    );
  });
});
