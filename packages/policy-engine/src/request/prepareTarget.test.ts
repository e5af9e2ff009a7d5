import { prepareControlTarget, prepareTarget, targetOf } from './prepareTarget';

const ACCOUNT = '111122223333';
const POINT = `arn:aws-cn:s3:cn-north-1:${ACCOUNT}:accesspoint/data`;

describe('prepareTarget', () => {
  it('refuses what S3 keeps beside buckets, of which nothing is known', () => {
    expect(() => prepareTarget(POINT, ACCOUNT)).toThrow(POINT);
  });
});

describe('prepareControlTarget', () => {
  it('takes what S3 keeps beside buckets', () => {
    expect(targetOf(prepareControlTarget(POINT, ACCOUNT))).toMatchObject({
      resource: POINT,
      resourceAccount: ACCOUNT,
      partition: 'aws-cn',
    });
  });

  it('refuses what is no ARN or no account', () => {
    expect(() => prepareControlTarget('accesspoint/data', ACCOUNT)).toThrow(
      'accesspoint/data',
    );
    expect(() => prepareControlTarget(POINT, '1111')).toThrow(
      '"1111" is not an account id',
    );
  });
});

describe('targetOf', () => {
  it('refuses a target of its own making', () => {
    expect(() =>
      targetOf({ resource: POINT, resourceAccount: ACCOUNT }),
    ).toThrow(new TypeError('The target was not made by prepareTarget'));
  });
});
