import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FixtureApi } from '../../__fixtures__';
import { renderCorridors } from '../../__testUtils__/renderCorridors';

async function namesInTable(): Promise<string[]> {
  const table = await screen.findByRole('grid', { name: 'Corridors' });
  return within(table)
    .getAllByRole('rowheader')
    .map(cell => cell.textContent ?? '');
}

describe('CorridorsPage', () => {
  it('opens with the number that need attention, and links it to their rows', async () => {
    renderCorridors('/corridors');
    expect(
      await screen.findByRole('heading', {
        name: '5 of 6 corridors need attention',
      }),
    ).toBeInTheDocument();
    expect(screen.getByRole('link', { name: '5' })).toHaveAttribute(
      'href',
      expect.stringContaining('state=broken%2Cneeds-attention%2Cinvalid'),
    );
  });

  it('takes its filters from the address', async () => {
    renderCorridors('/corridors?environment=single1&state=ready');
    const names = await namesInTable();
    expect(names).toHaveLength(1);
    expect(names[0]).toContain('gha2');
  });

  it('writes its filters to the address', async () => {
    renderCorridors('/corridors');
    await userEvent.type(
      await screen.findByRole('searchbox', { name: 'Search corridors' }),
      'bill',
    );
    expect(screen.getByTestId('address')).toHaveTextContent(
      '/corridors?search=bill',
    );
    expect(await namesInTable()).toHaveLength(1);
    await userEvent.click(screen.getByRole('switch', { name: 'Only mine' }));
    expect(screen.getByTestId('address')).toHaveTextContent('mine=true');
    expect(
      await screen.findByText('No corridor passes these filters'),
    ).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'Clear filters' }),
    );
    expect(screen.getByTestId('address')).toHaveTextContent(/\/corridors$/);
  });

  it('shows a file that cannot be used with its line, and no link to a page it has not', async () => {
    renderCorridors('/corridors');
    expect(
      await screen.findByText('One file cannot be used'),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/corridors\/reports\/corridor\.yaml, line 7/),
    ).toBeInTheDocument();
    const row = within(screen.getByRole('grid', { name: 'Corridors' }))
      .getByText('reports')
      .closest('tr');
    expect(row).not.toHaveAttribute('data-href');
  });

  it('names the source whose facts are old', async () => {
    renderCorridors('/corridors', new FixtureApi({ isTroubled: true }));
    expect(
      await screen.findByText('Some facts are out of date'),
    ).toBeInTheDocument();
    expect(
      screen.getByText(
        /Cluster vpc2-kspray1 has not answered lately.*ECONNREFUSED/,
      ),
    ).toBeInTheDocument();
  });

  it('explains a refusal', async () => {
    const error = Object.assign(new Error('no'), { name: 'NotAllowedError' });
    renderCorridors('/corridors', new FixtureApi({ error }));
    expect(
      await screen.findByText('You may not see the list of corridors'),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'Try again' }),
    ).not.toBeInTheDocument();
  });

  it('says what a corridor is while there are none', async () => {
    renderCorridors('/corridors', new FixtureApi({ isEmpty: true }));
    expect(
      await screen.findByRole('heading', {
        name: 'There are no corridors yet',
      }),
    ).toBeInTheDocument();
  });
});
