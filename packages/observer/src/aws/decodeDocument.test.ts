import { decodeDocument } from './decodeDocument';

describe('decodeDocument', () => {
  it.each([
    [
      'as IAM writes it',
      '%7B%22Sid%22%3A%22a%20%2B%20b%22%7D',
      '{"Sid":"a + b"}',
    ],
    ['a plus sign, which is no blank', '%7B%22a+b%22%3A1%7D', '{"a+b":1}'],
    ['plain JSON with a percent sign', ' {"a":"50%"}', ' {"a":"50%"}'],
    ['what is not encoded properly, as it is', '%7B%2', '%7B%2'],
    ['nothing', undefined, ''],
  ])('reads %s', (_name, document, text) => {
    expect(decodeDocument(document)).toBe(text);
  });
});
