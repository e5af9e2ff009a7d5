import type { AccessModelBucket, AccessModelRole } from '../../accessModel';
import { Dice } from '../../naive/Dice';
import type { Permission, Territory } from '../Territory';
import type { RandomFleet } from './randomFleet';
import { Json, OTHER, OWN, source } from './smallFleet';

/** Of which the fleet holds nothing. */
export const ELSEWHERE = '123412341234';

export const roleOf = (name: string, account = OWN) =>
  `arn:aws:iam::${account}:role/${name}`;

/** Whose reach is asked for. */
export const CALLER = { kind: 'role', arn: roleOf('app') } as const;

/** Few enough names that every one can be looked at, with those among them that a search tries first. */
export const BUCKETS = [...spelled('ax', 3), 'other', 'aother'];
export const KEYS = ['a', 'x', 'other', 'x/x', 'other/key'];
export const ROLES = [...spelled('ax', 2), 'other', 'app'];

/** Text that names contain, of wildcards and of letters that make names. */
const BUCKET_PATTERNS =
  '* a* ax* ?* ?? ??? *x a? *x* *other* a*x ax a x other'.split(' ');
const KEY_PATTERNS = '* a x ?* ?? *key *other* a*'.split(' ');
const ROLE_PATTERNS = '* a* ax* ?? *x a? *x* *other* ax a x'.split(' ');
const CLAIMS = [['a*'], ['a*', 'x'], ['a*', 'aa'], ['*x'], ['ax'], ['?']];
const INTRUSIONS = [['ax*'], ['axa'], ['x*', 'aa'], ['a?'], ['x?']];
const ACCOUNTS = [OWN, OTHER, ELSEWHERE];

/** A role whose policy speaks of few names by patterns that overlap; what there is of these names is somebody's. */
export function narrowFleet(seed: number): RandomFleet {
  const dice = new Dice(seed);
  const roles = pickSome(dice, ROLES).map(
    (name): AccessModelRole => ({
      arn: roleOf(name),
      accountId: OWN,
      trust: source(
        `trust of ${name}`,
        ...dice.several(1, 2, () => trust(dice)),
      ),
      identity: [],
    }),
  );
  const caller: AccessModelRole = {
    arn: CALLER.arn,
    accountId: OWN,
    trust: source('trust of the caller', trust(dice)),
    identity: [
      source(
        'own',
        ...dice.several(1, 2, () => ({ ...own(dice), Effect: 'Allow' })),
        ...dice.several(0, 4, () => ({ ...own(dice), Effect: 'Deny' })),
      ),
    ],
  };
  return {
    model: {
      roles: [...roles.filter(({ arn }) => arn !== caller.arn), caller],
      buckets: pickSome(dice, BUCKETS).map(name => bucket(dice, name)),
      oidcProviders: [],
      accounts: dice.chance(0.5)
        ? [{ accountId: OWN }, { accountId: OTHER }]
        : [],
    },
    territories: territoriesOf(dice),
    permissions: permissionsOf(dice),
    places: [],
    sabotaged: 0,
  };
}

function own(dice: Dice): Json {
  const isOfRoles = dice.chance(0.3);
  const resources = dice.several(1, 2, () =>
    isOfRoles ? roleNames(dice) : bucketNames(dice),
  );
  return {
    Action: isOfRoles ? 'sts:AssumeRole' : ['s3:ListBucket', 's3:GetObject'],
    [dice.chance(0.15) ? 'NotResource' : 'Resource']: resources,
    ...(dice.chance(0.5) && {
      Condition: {
        [dice.pick(['StringEquals', 'StringEquals', 'StringNotEquals'])]: {
          'aws:ResourceAccount': dice.pick(ACCOUNTS),
        },
      },
    }),
  };
}

function bucketNames(dice: Dice): string {
  const name = `arn:aws:s3:::${dice.pick(BUCKET_PATTERNS)}`;
  return dice.chance(0.5) ? name : `${name}/${dice.pick(KEY_PATTERNS)}`;
}

function roleNames(dice: Dice): string {
  const account = dice.pick([OWN, OWN, OTHER, '*']);
  return roleOf(dice.pick(ROLE_PATTERNS), account);
}

function trust(dice: Dice): Json {
  return {
    Effect: dice.chance(0.2) ? 'Deny' : 'Allow',
    Principal: dice.pick([
      '*',
      { AWS: OWN },
      { AWS: OWN },
      { AWS: CALLER.arn },
      { Service: 'ec2.amazonaws.com' },
    ]),
    Action: 'sts:AssumeRole',
  };
}

function bucket(dice: Dice, name: string): AccessModelBucket {
  const resources = [`arn:aws:s3:::${name}`, `arn:aws:s3:::${name}/*`];
  return {
    name,
    accountId: dice.pick([OWN, OWN, OTHER]),
    ...(dice.chance(0.6) && {
      policy: source(name, {
        Effect: dice.chance(0.5) ? 'Deny' : 'Allow',
        Principal: { AWS: dice.pick([OWN, CALLER.arn]) },
        Action: 's3:*',
        Resource: dice.chance(0.5)
          ? resources
          : `arn:aws:s3:::${name}/${dice.pick(KEY_PATTERNS)}`,
      }),
    }),
  };
}

function territoriesOf(dice: Dice): Territory[] {
  const nobody = { roleArns: [], principals: [] };
  return [
    {
      id: 'own',
      accountId: OWN,
      bucketNames: dice.pick(CLAIMS),
      roleArns: [CALLER.arn],
      principals: [CALLER],
    },
    {
      id: 'of another',
      accountId: dice.pick(ACCOUNTS),
      bucketNames: dice.pick(INTRUSIONS),
      ...nobody,
    },
  ];
}

function permissionsOf(dice: Dice): Permission[] {
  return [
    ...dice.several(0, 2, () => ({
      principal: CALLER,
      actions: [dice.pick(['s3:ListBucket', 's3:GetObject'])],
      bucket: dice.pick(BUCKETS),
      accountId: dice.pick(ACCOUNTS),
    })),
    ...dice.several(0, 2, () => {
      const name = dice.pick(ROLE_PATTERNS);
      return {
        principal: CALLER,
        actions: ['sts:AssumeRole'],
        roleArn: roleOf(name),
        ...(/[*?]/.test(name) && {
          except: dice.several(0, 1, () => roleOf(dice.pick(ROLES))),
        }),
      };
    }),
  ];
}

function pickSome(dice: Dice, names: readonly string[]): readonly string[] {
  const share = dice.pick([0, 0.1, 0.5]);
  return names.filter(() => dice.chance(share));
}

/** Every text of as many of the letters, or fewer. */
function spelled(letters: string, most: number): string[] {
  const shorter = most > 1 ? spelled(letters, most - 1) : [''];
  const longer = shorter.flatMap(text =>
    [...letters].map(letter => `${text}${letter}`),
  );
  return [...new Set([...shorter, ...longer])].filter(text => text !== '');
}
