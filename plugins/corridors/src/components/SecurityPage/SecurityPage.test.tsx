import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FixtureApi } from '../../__fixtures__';
import { renderCorridors } from '../../__testUtils__/renderCorridors';

describe('SecurityPage', () => {
  it('opens with the findings, worst first, and what changed since the run before', async () => {
    renderCorridors('/corridors/security');
    expect(
      await screen.findByRole('heading', {
        name: '1 leak, 1 blocked, 1 unproven, 81 % covered',
      }),
    ).toBeInTheDocument();
    const leak = await screen.findByText(
      'gha1 can list and read bucket gha2-primary-1 of gha2',
    );
    const blocked = screen.getByText('The role of billing cannot be had');
    expect(leak.compareDocumentPosition(blocked)).toBe(
      Node.DOCUMENT_POSITION_FOLLOWING,
    );
    expect(
      await screen.findByText('new since the run before'),
    ).toBeInTheDocument();
  });

  it('says what was not covered, and why', async () => {
    renderCorridors('/corridors/security');
    expect(
      await screen.findByText(
        '84 cells not covered: trying it would change the policy of the bucket',
      ),
    ).toBeInTheDocument();
  });

  it('keeps standing weaknesses in sight', async () => {
    renderCorridors('/corridors/security');
    expect(
      await screen.findByText("Pods of single1 can take the node role's place"),
    ).toBeInTheDocument();
  });

  it('shows the evidence of the cells of a finding', async () => {
    renderCorridors('/corridors/security');
    const [show] = await screen.findAllByRole('button', {
      name: 'Show 2 cells',
    });
    await screen.findByRole('grid', { name: 'Who can reach what' });
    await userEvent.click(show as HTMLElement);
    const drawer = await screen.findByRole('dialog');
    expect(
      within(drawer).getAllByText('200 OK, and the canary was read'),
    ).toHaveLength(2);
  });

  it('is the deep link of a run', async () => {
    renderCorridors('/corridors/security/runs/run-1');
    expect(
      await screen.findByRole('heading', { name: 'No findings, 81 % covered' }),
    ).toBeInTheDocument();
  });

  it('says that nobody has tried yet', async () => {
    renderCorridors(
      '/corridors/security',
      new FixtureApi({ isUnverified: true }),
    );
    expect(
      await screen.findByText(
        'Nobody has verified AWS account 111122223333 yet',
      ),
    ).toBeInTheDocument();
  });
});
