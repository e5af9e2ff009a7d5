import { causeOf } from './classify';

it.each([
  [
    'Signature expired: 20261123T100000Z is now earlier than 20261123T101500Z (20261123T103000Z - 15 min.)',
    '403 SignatureDoesNotMatch: the clocks of portal and server differ too much',
  ],
  [
    'Signature not yet current: 20261123T104000Z is still later than 20261123T103500Z (20261123T102000Z + 15 min.)',
    '403 SignatureDoesNotMatch: the clocks of portal and server differ too much',
  ],
  [
    'The request signature we calculated does not match the signature you provided.',
    '403 SignatureDoesNotMatch: the secret key is wrong',
  ],
])('tells a wrong clock from a wrong key by "%s"', (message, cause) => {
  expect(
    causeOf({
      kind: 'error',
      status: 403,
      code: 'SignatureDoesNotMatch',
      message,
    }),
  ).toBe(cause);
});
