import { Dice } from '../naive/Dice';

const NAMES = [
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Principal',
  'NotPrincipal',
  'Effect',
  'Sid',
  'Id',
  'Version',
  'Condition',
  'StringEquals',
  'StringEqualsIfExistsIfExists',
  'NullIfExists',
  'ForAllValues:Null',
  'forallvalues:StringEquals',
  'Stringequals',
  'AWS',
  'CanonicalUser',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '',
  'x',
] as const;

const TEXTS = [
  '',
  '*',
  '?',
  '${',
  '${}',
  '${*}',
  '${aws:username}',
  "${aws:username, 'x'}",
  '${aws:username',
  'arn:aws:s3:::*',
  'arn:aws:s3:::gha1${aws:PrincipalTag/team}',
  'arn:aws:s3',
  'arn::::::',
  's3:*',
  's3:Get\u0000',
  '2012-10-17',
  '2008-10-17',
  'Allow',
  'Deny',
  'allow',
  'true',
  '10.0.0.0/33',
  '::ffff:10.0.0.1',
  '2026-02-30',
  '𝄞',
  '\ud800',
] as const;

/** A copy of a JSON value with one or two changes somewhere within. */
export function mutateDocument(document: unknown, dice: Dice): unknown {
  let mutated = document;
  for (let changes = dice.between(1, 2); changes > 0; changes--) {
    mutated = change(mutated, dice);
  }
  return mutated;
}

function change(value: unknown, dice: Dice): unknown {
  if (dice.chance(0.03)) {
    return oddValue(dice);
  }
  if (Array.isArray(value)) {
    return changeList(value, dice);
  }
  if (typeof value === 'object' && value !== null) {
    return changeObject(Object.entries(value), dice);
  }
  return typeof value === 'string' && dice.chance(0.9)
    ? changeText(value, dice)
    : oddValue(dice);
}

function oddValue(dice: Dice): unknown {
  switch (dice.between(0, 9)) {
    case 0:
      return dice.pick([null, true, false, 0, -1.5, 1e21, NaN]);
    case 1:
      return dice.pick([[], {}, [[]], [{}], [null], Array(3), new Map()]);
    case 2:
      return dice.pick(['a', '*', '${', '${a:b}', '𝄞', '"']).repeat(2_000);
    case 3:
      return nested(dice.between(1, 500), dice.chance(0.5));
    case 4:
      return Object.create({ Effect: 'Allow', Action: '*', Resource: '*' });
    default:
      return dice.pick(TEXTS);
  }
}

function nested(depth: number, isList: boolean): unknown {
  let value: unknown = 'x';
  for (let i = 0; i < depth; i++) {
    value = isList ? [value] : { Statement: value };
  }
  return value;
}

function changeList(list: readonly unknown[], dice: Dice): unknown[] {
  const index = dice.between(0, Math.max(0, list.length - 1));
  switch (dice.between(0, 7)) {
    case 0:
      return list.filter((_, i) => i !== index);
    case 1:
      return [...list, oddValue(dice)];
    case 2:
      return [...list, list[index]];
    case 3: {
      const sparse = [...list];
      sparse.length += 1;
      return sparse;
    }
    default:
      return list.map((item, i) => (i === index ? change(item, dice) : item));
  }
}

function changeObject(
  entries: readonly (readonly [string, unknown])[],
  dice: Dice,
): unknown {
  const index = dice.between(0, Math.max(0, entries.length - 1));
  switch (dice.between(0, 15)) {
    case 0:
      return Object.fromEntries(entries.filter((_, i) => i !== index));
    case 1:
      return Object.fromEntries([
        ...entries,
        [dice.pick(NAMES), oddValue(dice)],
      ]);
    case 2:
      return Object.fromEntries(
        entries.map(([name, item], i) => [
          i === index ? dice.pick(NAMES) : name,
          item,
        ]),
      );
    case 3:
      return Object.fromEntries(
        entries.map(([name, item], i) => [
          i === index ? changeText(name, dice) : name,
          item,
        ]),
      );
    default:
      return Object.fromEntries(
        entries.map(([name, item], i) => [
          name,
          i === index ? change(item, dice) : item,
        ]),
      );
  }
}

function changeText(text: string, dice: Dice): string {
  const at = dice.between(0, text.length);
  const piece = dice.pick([
    '*',
    '?',
    ':',
    '/',
    '$',
    '{',
    '}',
    '${',
    'x',
    ' ',
    '"',
    '.',
    '0',
    '',
  ]);
  const rest = text.slice(at + dice.between(0, 1));
  return dice.chance(0.1)
    ? text.toUpperCase()
    : text.slice(0, at) + piece + rest;
}
