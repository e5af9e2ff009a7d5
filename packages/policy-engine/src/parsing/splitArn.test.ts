import { splitArn } from './splitArn';

describe('splitArn', () => {
  it.each<[text: string, variables: boolean, parts: string[] | undefined]>([
    [
      'arn:aws:s3:::gha1/a:b:c',
      false,
      ['arn', 'aws', 's3', '', '', 'gha1/a:b:c'],
    ],
    ['arn:aws:s3:::', false, ['arn', 'aws', 's3', '', '', '']],
    ['arn:aws:s3::', false, undefined],
    ['urn:aws:s3:::x', false, undefined],
    ['', false, undefined],
    [
      'arn:aws:iam::${aws:PrincipalAccount}:role/${a:b}',
      true,
      ['arn', 'aws', 'iam', '', '${aws:PrincipalAccount}', 'role/${a:b}'],
    ],
    [
      'arn:aws:iam::${aws:PrincipalAccount}:role/x',
      false,
      ['arn', 'aws', 'iam', '', '${aws', 'PrincipalAccount}:role/x'],
    ],
    ['arn:aws:s3:${a:b}:${c:d}', true, undefined],
    ['arn:aws:s3::${a:b', true, undefined],
    ['${a:b}:aws:s3:::x', true, undefined],
    ['arn:$aws:s3:{a}::x$', true, ['arn', '$aws', 's3', '{a}', '', 'x$']],
  ])('%s, variables %s: %j', (text, variables, parts) => {
    expect(splitArn(text, variables)).toEqual(parts);
  });
});
