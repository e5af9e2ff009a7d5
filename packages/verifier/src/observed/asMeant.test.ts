import { AwsAccount } from '../__fixtures__/AwsAccount';
import { switchingFleet, tokenFleet } from '../__fixtures__/fleet';
import {
  accessTo,
  deviations,
  fillSwitchingAccount,
  fillTokenAccount,
  findingsOf,
  isAbout,
  NODE_ROLE,
  observe,
  roleOf,
} from '../__fixtures__/observe';

let account: AwsAccount;

beforeEach(async () => {
  account = await AwsAccount.start();
});
afterEach(() => account.server.close());

describe('the observed view of an account that is as it was meant', () => {
  it('answers every cell where pods switch role from the node', async () => {
    const subject = switchingFleet();
    fillSwitchingAccount(account);
    const observation = await observe(
      subject,
      accessTo(account, subject.fleet),
    );
    expect(observation.answers.size).toBe(subject.matrix.cells.length);
    expect(deviations(subject, observation)).toEqual([]);
    expect(observation.waits).toEqual([]);
    expect(observation.phases).toEqual([
      'planning',
      'controls',
      'probing',
      'done',
    ]);
  });

  it.each([
    ['node-role:single1 list bucket:gha-common-1', 'allow'],
    ['node-role:single1 list bucket:gha1-primary', 'deny'],
    ['node-role:single1 list bucket:gha2-primary', 'deny'],
    ['corridor:gha1 list bucket:gha1-primary', 'allow'],
    ['corridor:gha1 list bucket:gha2-primary', 'deny'],
    ['corridor:gha1 list bucket:gha-common-1', 'deny'],
    ['corridor:gha1 read bucket:gha1-primary', 'allow'],
    ['corridor:gha1 write bucket:gha1-primary', 'allow'],
    ['corridor:gha1 delete bucket:gha1-primary', 'allow'],
    ['corridor:gha1 delete bucket:gha2-primary', 'deny'],
    ['corridor:gha1 administer bucket:gha1-primary', 'no-harmless-probe'],
    ['anonymous read bucket:gha1-primary', 'deny'],
    [`node-role:single1 assume role:${roleOf('gha1', 'single1')}`, 'allow'],
    [`corridor:gha2 assume role:${roleOf('gha1', 'single1')}`, 'deny'],
    [`corridor:gha1 assume role:${NODE_ROLE}`, 'deny'],
  ])('%s: %s', async (cell, verdict) => {
    const subject = switchingFleet();
    fillSwitchingAccount(account);
    const observation = await observe(
      subject,
      accessTo(account, subject.fleet),
      { choose: isAbout(cell) },
    );
    expect(observation.verdict(cell)).toBe(verdict);
  });

  it('answers every cell where pods have tokens', async () => {
    const subject = tokenFleet();
    fillTokenAccount(account);
    const observation = await observe(
      subject,
      accessTo(account, subject.fleet),
    );
    expect(observation.answers.size).toBe(subject.matrix.cells.length);
    expect(deviations(subject, observation)).toEqual([]);
    expect(await findingsOf(subject, observation)).toEqual([]);
  });

  it('tries roles from the own role and with the own token', async () => {
    const subject = tokenFleet();
    fillTokenAccount(account);
    const cell = `corridor:red assume role:${roleOf('blue')}`;
    const observation = await observe(
      subject,
      accessTo(account, subject.fleet),
      { choose: isAbout(cell) },
    );
    const summaries = observation
      .covered(cell)
      .evidence.map(one => one.summary);
    expect(summaries).toEqual([
      `AssumeRole for ${roleOf('blue')} answered 403 AccessDenied.`,
      `AssumeRoleWithWebIdentity for ${roleOf(
        'blue',
      )} answered 403 AccessDenied.`,
      expect.stringMatching(
        /^The credentials are those of arn:aws:sts::111122223333:assumed-role\/cluster1_red\//,
      ),
      `Role ${roleOf('blue')} exists.`,
    ]);
  });

  it('changes nothing: it writes no object, and deletes only what does not exist', async () => {
    const subject = tokenFleet();
    fillTokenAccount(account);
    await observe(subject, accessTo(account, subject.fleet));
    expect(account.server.count('PutObject')).toBe(0);
    const deleted = account.server.requests.filter(
      request => request.call === 'DeleteObject',
    );
    expect(deleted.length).toBeGreaterThan(0);
    expect(
      deleted.every(request =>
        /^\.corridors\/probe-unused\d{6}$/.test(request.key ?? ''),
      ),
    ).toBe(true);
  });
});
