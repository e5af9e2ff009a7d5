import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FixtureApi } from '../../__fixtures__';
import { renderCorridors } from '../../__testUtils__/renderCorridors';

describe('CorridorPage', () => {
  it('lists what needs attention, worst first, each with its next action', async () => {
    renderCorridors('/corridors/billing');
    const first = await screen.findByText(
      'The role lake1_billing does not exist',
    );
    const second = screen.getByText('The last run of billing-nightly failed');
    expect(first.compareDocumentPosition(second)).toBe(
      Node.DOCUMENT_POSITION_FOLLOWING,
    );
    expect(
      screen.getByText('Have the controller create it again.'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Copy command' }),
    ).toBeInTheDocument();
  });

  it.each([
    ['buckets', 'Who may reach it'],
    ['roles', 'lake1_billing'],
    ['credentials', 'The role trusts this service account, and only it'],
    ['spark', 'The driver may not assume its role: the role does not exist.'],
    ['access', 'Only what differs'],
    ['connect', 'spark-defaults.conf'],
    ['activity', 'Became ready'],
  ])('has a deep link to %s', async (tab, text) => {
    renderCorridors(`/corridors/billing/${tab}`);
    expect((await screen.findAllByText(text)).length).toBeGreaterThan(0);
  });

  it('shows the progress of a verification that was asked for', async () => {
    renderCorridors('/corridors/gha1');
    await userEvent.click(
      await screen.findByRole('button', { name: 'Verify now' }),
    );
    expect(
      await screen.findByRole('progressbar', { name: 'Cells answered' }),
    ).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Verify now' })).toBeDisabled();
  });

  it('offers no verification to those who may not', async () => {
    renderCorridors('/corridors/gha2', new FixtureApi(), false);
    expect(await screen.findByText('At a glance')).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'Verify now' }),
    ).not.toBeInTheDocument();
  });

  it('explains who may see a corridor of another group', async () => {
    const error = Object.assign(new Error('no'), { name: 'NotAllowedError' });
    renderCorridors('/corridors/gha1', new FixtureApi({ error }));
    expect(
      await screen.findByText('You may not see corridor gha1'),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/shown to the group that owns it/),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'All corridors' }),
    ).toBeInTheDocument();
  });

  it('says so when there is no such corridor', async () => {
    renderCorridors('/corridors/nope');
    expect(
      await screen.findByText('There is no corridor nope'),
    ).toBeInTheDocument();
  });
});
