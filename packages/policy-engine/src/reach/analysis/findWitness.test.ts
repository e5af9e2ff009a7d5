import { NameClassCache } from '../patterns/NameClassCache';
import { literalPatternOf, patternOf } from '../patterns/Pattern';
import type { AccessAnswer } from '../AccessAnswer';
import type { AskedResource } from '../AskedResource';
import { AccessDecider } from '../AccessDecider';
import { compileAccessModel } from '../compileAccessModel';
import { OWN } from '../__fixtures__/smallFleet';
import { findWitness, Search } from './findWitness';
import { NameSource } from './NameSource';

const decider = new AccessDecider(
  compileAccessModel({ roles: [], buckets: [], oidcProviders: [] }),
);
const { decision } = decider.decide(
  { kind: 'root', accountId: OWN },
  's3:ListBucket',
  'arn:aws:s3:::a',
);

const asked = (name: string, isKnown = false): AskedResource => ({
  ...decider.unknown(`arn:aws:s3:::${name}`, OWN),
  resource: name,
  isKnown,
});

type Verdict = AccessAnswer['verdict'];

/**
 * Looks at names that begin with `a` and end with `b`: `ab` first, then `abb` where another is wanted.
 *
 * @param verdicts - of names, as far as they are not denied
 */
function witnessOf(
  verdicts: Readonly<Record<string, Verdict>>,
  over: Partial<Search> = {},
  telling: readonly string[] = [],
) {
  const source = new NameSource(new NameClassCache(), {
    inside: ['a*', '*b'].map(patternOf),
    telling: telling.map(patternOf),
    avoid: literalPatternOf,
  });
  const witness = findWitness({
    source,
    examples: [],
    isOneTarget: false,
    find: name => asked(name),
    findAny: name => asked(name),
    permits: () => 'no',
    decide: ({ resource }) => ({
      verdict: verdicts[resource] ?? 'deny',
      decision,
      explanation: '',
    }),
    ...over,
  });
  return (
    witness &&
    `${witness.name} ${witness.answer.verdict}${
      witness.isIntricate ? ' (intricate)' : ''
    }`
  );
}

const known = (...names: readonly string[]): Partial<Search> => ({
  find: name => asked(name, names.includes(name)),
  findUnborn: name => asked(`unborn ${name}`),
});

describe('findWitness', () => {
  it('finds none where every kind of name is denied', () => {
    expect(witnessOf({})).toBeUndefined();
  });

  it.each<[string, Readonly<Record<string, Verdict>>, string]>([
    ['allowed', { ab: 'conditional', 'a/b': 'allow' }, 'a/b allow'],
    ['conditional', { ab: 'conditional' }, 'ab conditional'],
    [
      'not understood rather than conditional',
      { ab: 'not-understood', 'a/b': 'conditional' },
      'ab not-understood',
    ],
  ])('finds the name that is %s', (_, verdicts, expected) => {
    expect(witnessOf(verdicts, {}, ['a/*'])).toBe(expected);
  });

  it.each<[string, Partial<Search>]>([
    [
      'cannot be meant',
      { find: name => (name === 'ab' ? undefined : asked(name)) },
    ],
    [
      'is permitted alone',
      { permits: ({ resource }) => (resource === 'ab' ? 'name' : 'no') },
    ],
  ])('looks at another name in place of one that %s', (_, over) => {
    expect(witnessOf({ ab: 'allow', abb: 'allow' }, over)).toBe('abb allow');
  });

  it('looks at no other name of a kind that is permitted as a whole', () => {
    expect(
      witnessOf({ abb: 'allow' }, { permits: () => 'class' }),
    ).toBeUndefined();
  });

  it('does not take what the policy of one that exists opens for the range', () => {
    expect(witnessOf({ ab: 'allow' }, known('ab'))).toBeUndefined();
    expect(
      witnessOf({ ab: 'allow', 'unborn ab': 'conditional' }, known('ab')),
    ).toBeUndefined();
    expect(witnessOf({ ab: 'allow', abb: 'allow' }, known('ab'))).toBe(
      'abb allow',
    );
    expect(
      witnessOf({ ab: 'allow' }, { ...known('ab'), isOneTarget: true }),
    ).toBe('ab allow');
  });

  it('names one that exists where it is reached as any other', () => {
    expect(witnessOf({ ab: 'allow', 'unborn ab': 'allow' }, known('ab'))).toBe(
      'ab allow',
    );
  });

  it('looks at those that do not exist where one that does is guarded better', () => {
    const verdicts: Readonly<Record<string, Verdict>> = {
      ab: 'conditional',
      'unborn ab': 'allow',
      abb: 'allow',
    };
    expect(witnessOf(verdicts, known('ab'))).toBe('abb allow');
    expect(witnessOf({ abb: 'allow' }, known('ab'))).toBe('abb allow');
  });

  it('says that it is not understood what is reached where names stand for others', () => {
    const isUndecided = true;
    expect(witnessOf({}, { isUndecided })).toBe(
      'ab not-understood (intricate)',
    );
    expect(witnessOf({ ab: 'conditional' }, { isUndecided })).toBe(
      'ab not-understood (intricate)',
    );
    expect(witnessOf({ ab: 'allow' }, { isUndecided })).toBe('ab allow');
  });

  it('names the most surely reached of what is not understood, else any', () => {
    const isUndecided = true;
    expect(witnessOf({ ab: 'conditional' }, { isUndecided }, ['a/*'])).toBe(
      'ab not-understood (intricate)',
    );
    expect(witnessOf({}, { isUndecided, permits: () => 'class' })).toBe(
      'aother not-understood (intricate)',
    );
  });
});
