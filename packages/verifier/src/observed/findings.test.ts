import { AwsAccount } from '../__fixtures__/AwsAccount';
import { tokenFleet } from '../__fixtures__/fleet';
import {
  accessTo,
  deviations,
  fillTokenAccount,
  findingsOf,
  grantsOn,
  observe,
  roleOf,
} from '../__fixtures__/observe';

let account: AwsAccount;

beforeEach(async () => {
  account = await AwsAccount.start();
});
afterEach(() => account.server.close());

describe('the observed view finds', () => {
  it('a leak: a role that reaches another bucket', async () => {
    const subject = tokenFleet();
    fillTokenAccount(account);
    account.roleGrants.set(
      roleOf('red'),
      grantsOn('red-primary', 'blue-primary'),
    );
    const observation = await observe(
      subject,
      accessTo(account, subject.fleet),
    );
    expect(deviations(subject, observation)).toEqual([
      'corridor:red list bucket:blue-primary: allow',
      'corridor:red read bucket:blue-primary: allow',
      'corridor:red write bucket:blue-primary: allow',
      'corridor:red delete bucket:blue-primary: allow',
    ]);
    expect(
      (await findingsOf(subject, observation)).map(one => one.kind),
    ).toEqual(['leak']);
  });

  it('a leak: a role whose trust lets another ServiceAccount in', async () => {
    const subject = tokenFleet();
    fillTokenAccount(account);
    account.tokens.set(
      'token-of-red',
      new Set([`${roleOf('red')} assume`, `${roleOf('blue')} assume`]),
    );
    const observation = await observe(
      subject,
      accessTo(account, subject.fleet),
    );
    expect(deviations(subject, observation)).toEqual([
      `corridor:red assume role:${roleOf('blue')}: allow`,
    ]);
  });

  it('a leak: a role that another role may take', async () => {
    const subject = tokenFleet();
    fillTokenAccount(account);
    account.roleGrants.set(
      roleOf('red'),
      new Set([...grantsOn('red-primary'), `${roleOf('blue')} assume`]),
    );
    const observation = await observe(
      subject,
      accessTo(account, subject.fleet),
    );
    expect(deviations(subject, observation)).toEqual([
      `corridor:red assume role:${roleOf('blue')}: allow`,
    ]);
  });

  it('what is blocked: a bucket that its own corridor may not read', async () => {
    const subject = tokenFleet();
    fillTokenAccount(account);
    account.roleGrants.set(
      roleOf('red'),
      new Set(['red-primary list', 'red-primary write', 'red-primary delete']),
    );
    const observation = await observe(
      subject,
      accessTo(account, subject.fleet),
    );
    expect(deviations(subject, observation)).toEqual([
      'corridor:red read bucket:red-primary: deny',
    ]);
    expect(
      (await findingsOf(subject, observation)).map(one => one.kind),
    ).toEqual(['blocked']);
  });

  it.each([
    ['does not exist', (role: string) => account.roles.delete(role)],
    [
      'refuses its own ServiceAccount',
      () => account.tokens.set('token-of-red', new Set<string>()),
    ],
  ])('what is blocked: an identity whose role %s', async (_, damage) => {
    const subject = tokenFleet();
    fillTokenAccount(account);
    damage(roleOf('red'));
    const observation = await observe(
      subject,
      accessTo(account, subject.fleet),
    );
    for (const operation of ['list', 'read', 'write', 'delete']) {
      expect(
        observation.covered(`corridor:red ${operation} bucket:red-primary`),
      ).toMatchObject({
        verdict: 'deny',
        cause: 'role-unavailable',
        causedBy: 'corridor:red',
      });
      expect(
        observation.covered(`corridor:red ${operation} bucket:blue-primary`),
      ).toMatchObject({
        verdict: 'inconclusive',
        cause: 'role-unavailable',
      });
    }
    const [first] = await findingsOf(subject, observation);
    expect(first).toMatchObject({ kind: 'blocked', corridors: ['red'] });
    expect(first?.cells).toHaveLength(4);
    expect(
      deviations(subject, observation).filter(one =>
        one.startsWith('corridor:blue list'),
      ),
    ).toEqual([]);
  });

  it('a leak by a token even when the role of its own refuses it', async () => {
    const subject = tokenFleet();
    fillTokenAccount(account);
    account.tokens.set('token-of-red', new Set([`${roleOf('blue')} assume`]));
    const observation = await observe(
      subject,
      accessTo(account, subject.fleet),
    );
    expect(
      observation.verdict(`corridor:red assume role:${roleOf('blue')}`),
    ).toBe('allow');
  });
});
