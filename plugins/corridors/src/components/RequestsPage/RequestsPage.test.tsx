import { screen } from '@testing-library/react';
import { renderCorridors } from '../../__testUtils__/renderCorridors';

describe('RequestsPage', () => {
  it('says what each open request waits for', async () => {
    renderCorridors('/corridors/requests');
    expect(
      await screen.findByRole('heading', { name: '2 requests are under way' }),
    ).toBeInTheDocument();
    expect(
      screen.getByText('a review of pull request #33'),
    ).toBeInTheDocument();
  });

  it('shows the way of a request, with what is still to come', async () => {
    renderCorridors('/corridors/requests/request-1');
    expect(await screen.findByText('Pull request opened')).toBeInTheDocument();
    expect(screen.getByText('Ready')).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'Pull request #31' }),
    ).toHaveAttribute('href', 'https://github.com/example/gitops/pull/31');
  });

  it('says why a request failed', async () => {
    renderCorridors('/corridors/requests/request-3');
    expect(await screen.findByText('This request failed')).toBeInTheDocument();
    expect(
      screen.getAllByText(/the branch is protected/).length,
    ).toBeGreaterThan(0);
  });
});
