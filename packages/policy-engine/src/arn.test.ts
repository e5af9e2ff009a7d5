import { isAccountId, MalformedArnError, parseArn } from '.';

describe('parseArn', () => {
  it.each([
    ['arn:aws:s3:::gha1-primary/a:b', 'aws', 's3', '', '', 'gha1-primary/a:b'],
    [
      'arn:aws-cn:iam::111122223333:role/path/name',
      'aws-cn',
      'iam',
      '',
      '111122223333',
      'role/path/name',
    ],
    [
      'arn:aws:sns:eu-west-3:111122223333:topic',
      'aws',
      'sns',
      'eu-west-3',
      '111122223333',
      'topic',
    ],
  ])('splits %s', (arn, partition, service, region, accountId, resource) => {
    expect(parseArn(arn)).toEqual({
      partition,
      service,
      region,
      accountId,
      resource,
    });
  });

  it.each([
    '',
    'arn',
    'arn:aws:s3:::',
    'arn::s3:::x',
    'arn:aws::::x',
    'urn:aws:s3:::x',
    'arn:aws:s3::x',
  ])('refuses "%s"', text => {
    expect(() => parseArn(text)).toThrow(MalformedArnError);
  });
});

it('says what an ARN is', () => {
  expect(() => parseArn('gha1')).toThrow(
    expect.objectContaining({
      name: 'MalformedArnError',
      arn: 'gha1',
      message:
        '"gha1" is not an ARN: expected arn:<partition>:<service>:<region>:<account>:<resource>',
    }),
  );
});

it.each([
  ['111122223333', true],
  ['11112222333', false],
  ['1111222233334', false],
  ['11112222333a', false],
])('%s is an account id: %s', (text, expected) => {
  expect(isAccountId(text)).toBe(expected);
});
