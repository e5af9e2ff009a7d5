import { COMPARING_OPERATORS } from './naiveConditions';

const name = '[A-Za-z0-9-]+';
const arn = (service: string, account: string, resource: string) =>
  `arn:[a-z0-9-]+:${service}::${account}:${resource}`;
const word = '[\\w+=,.@-]+';

/** The texts that each element may hold. Source: "Grammar of the IAM JSON policy language", and the page of each element. */
export const TEXTS = {
  action: whole(`[*]|(?:[*]|${name}):[A-Za-z0-9*?]+`),
  key: whole('[^\\s:]+:\\S+|[^\\s:]+:[^\\s/]+/[\\p{L}\\p{Z}\\p{N}_.:/=+@-]+'),
  AWS: whole(
    [
      '[*]',
      '\\d{12}',
      'A[A-Z0-9]{15,127}',
      arn('iam', '\\d{12}', 'root'),
      arn('iam', '\\d{12}', `(?:role|user)/(?:[!-)+->@-~]+/)?${word}`),
      arn('sts', '\\d{12}', `assumed-role/${word}/${word}`),
      arn('sts', '\\d{12}', `federated-user/${word}`),
      arn(
        'iam',
        'cloudfront',
        'user/CloudFront Origin Access Identity [A-Z0-9]+',
      ),
    ].join('|'),
  ),
  Service: whole('[a-z0-9-]+(?:[.][a-z0-9-]+)+'),
  Federated: whole(
    `[a-z0-9-]+(?:[.][a-z0-9-]+)+|${arn(
      'iam',
      '\\d{12}',
      '(?:oidc|saml)-provider/[!-)+->@-~]+',
    )}`,
  ),
} as const;

const RESOURCE = whole('arn:[a-z0-9*?-]+:[a-z0-9-]+:[^:]*:[^:]*:[^]+');
const TAG = '[\\p{L}\\p{Z}\\p{N}_.:/=+@-]*[\\p{L}\\p{N}_.:/=+@-]';
const VARIABLE = whole(
  `[*?$]|(?=[^,]*:)(?!/)[A-Za-z0-9_.:=+@-]+(?:/(?:${TAG})?)?(?:,\\s*'[^']*')?`,
);

/** Whether a resource is one, with variables in its last part only. */
export function isResource(text: string, hasVariables: boolean): boolean {
  const bare = hasVariables ? withoutVariables(text) : text;
  return (
    text === '*' ||
    (bare !== undefined &&
      RESOURCE.test(bare) &&
      bare.split(':').slice(0, 5).join() === text.split(':').slice(0, 5).join())
  );
}

/** The text with a letter in the place of each variable; undefined when one is none. */
function withoutVariables(text: string): string | undefined {
  let areVariables = true;
  const bare = text.replace(/[$][{]([^}]*)[}]/g, (_, variable: string) => {
    areVariables &&= VARIABLE.test(variable);
    return 'v';
  });
  return areVariables && !bare.includes('${') ? bare : undefined;
}

/** Whether an operator exists, with its prefix and suffix. */
export function isOperator(operator: string): boolean {
  const bare = operator
    .replace(/^(?:ForAllValues|ForAnyValue):/, '')
    .replace(/IfExists$/, '');
  return operator === 'Null' || COMPARING_OPERATORS.includes(bare);
}

/** Whether a value is one that the operator compares with. */
export function isValue(
  operator: string,
  text: string,
  hasVariables: boolean,
): boolean {
  const bare = hasVariables ? withoutVariables(text) : text;
  if (/String/.test(operator)) {
    return bare !== undefined;
  }
  if (/Arn/.test(operator)) {
    return bare !== undefined && /^arn(?::[^:]*){4}:/.test(bare);
  }
  if (/Numeric/.test(operator)) {
    return /^[+-]?\d+(?:[.]\d+)?$/.test(text);
  }
  if (/Date/.test(operator)) {
    return isDate(text);
  }
  if (/IpAddress/.test(operator)) {
    return isBlock(text);
  }
  if (/Binary/.test(operator)) {
    return Buffer.from(text, 'base64').toString('base64') === text;
  }
  return /^(?:true|false)$/i.test(text);
}

function isDate(text: string): boolean {
  if (/^\d{1,12}$/.test(text)) {
    return text.length !== 4;
  }
  if (/^\d{4}-\d\d$/.test(text)) {
    return isDate(`${text}-01`);
  }
  const [, day = '', time = 'T00:00', zone = 'Z'] =
    /^(\d{4}-\d\d-\d\d)(?:(T\d\d:\d\d(?::\d\d(?:[.]\d{1,9})?)?)(Z|[+-]\d\d:\d\d))?$/.exec(
      text,
    ) ?? [];
  const instant = Date.parse(`${day}${time}Z`);
  return (
    !Number.isNaN(instant) &&
    new Date(instant).toISOString().startsWith(day) &&
    !Number.isNaN(Date.parse(`2000-01-01T00:00${zone}`))
  );
}

function isBlock(text: string): boolean {
  const [address = '', prefix = '0', ...rest] = text.split('/');
  const most = isIPv4(address) ? 32 : 128;
  return (
    rest.length === 0 &&
    (isIPv4(address) || isIPv6(address)) &&
    /^\d{1,3}$/.test(prefix) &&
    Number(prefix) <= most
  );
}

function isIPv4(text: string): boolean {
  const parts = text.split('.');
  return (
    parts.length === 4 &&
    parts.every(part => /^\d{1,3}$/.test(part) && Number(part) < 256)
  );
}

function isIPv6(text: string): boolean {
  const parts = text.split(':');
  const last = parts.pop() ?? '';
  const groups = isIPv4(last) ? [...parts, '0', '0'] : [...parts, last];
  const plain = groups.join(':');
  const shortened = plain.split('::').length - 1;
  const given = plain.split(/::?/).filter(group => group !== '');
  return (
    given.every(group => /^[0-9a-f]{1,4}$/i.test(group)) &&
    !/:::|^:(?!:)|[^:]:$/.test(plain) &&
    (shortened === 0 ? given.length === 8 : shortened === 1 && given.length < 8)
  );
}

function whole(source: string): RegExp {
  return new RegExp(`^(?:${source})$`, 'u');
}
