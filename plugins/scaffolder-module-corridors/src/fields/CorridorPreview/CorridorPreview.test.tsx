import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { PreflightAnswer } from '@corridors/plugin-corridors-common';
import { FieldHarness } from '../../__testUtils__/FieldHarness';
import { PreflightBackend } from '../../__testUtils__/PreflightBackend';
import { CorridorPreview } from './CorridorPreview';

const FORM = {
  environment: 'single1',
  name: 'gha3',
  owner: 'group:default/gha',
};

const READY: PreflightAnswer = {
  ok: true,
  problems: [],
  files: [
    { path: 'corridor.yaml', content: 'kind: Corridor\n' },
    { path: 'kubernetes/namespace.yaml', content: 'kind: Namespace\n' },
  ],
  changes: [{ path: 'kubernetes/namespace.yaml', change: 'added' }],
  filesDigest: 'sha256:abc',
};

function renderPreview(answer: () => PreflightAnswer) {
  const backend = new PreflightBackend(answer);
  render(
    <FieldHarness
      field={CorridorPreview}
      name="preview"
      api={backend.client}
      formData={FORM}
    />,
  );
  return backend;
}

describe('CorridorPreview', () => {
  it('asks about the whole form, and takes the digest of what it shows as its value', async () => {
    const backend = renderPreview(() => READY);
    expect(
      await screen.findByRole('tab', {
        name: /^kubernetes\/namespace\.yaml, ?added$/,
      }),
    ).toBeInTheDocument();
    expect(backend.asked).toEqual([
      {
        stage: 'full',
        spec: {
          metadata: { name: 'gha3' },
          spec: { environment: 'single1', owner: 'group:default/gha' },
        },
      },
    ]);
    expect(screen.getByTestId('value')).toHaveTextContent('"sha256:abc"');
  });

  it('shows the content of the chosen file', async () => {
    renderPreview(() => READY);
    await userEvent.click(
      await screen.findByRole('tab', {
        name: /^kubernetes\/namespace\.yaml, ?added$/,
      }),
    );
    expect(screen.getByText('kind: Namespace')).toBeInTheDocument();
  });

  it('has no value while there are problems, so that the form does not go on', async () => {
    const message = 'gha1 is taken.';
    renderPreview(() => ({
      ok: false,
      problems: [{ code: 'name-taken', severity: 'error', message }],
    }));
    expect(await screen.findByText(message)).toBeInTheDocument();
    expect(screen.getByText('One problem is in the way')).toBeInTheDocument();
    expect(screen.getByTestId('value')).toHaveTextContent('""');
  });

  it('offers to try again when the backend does not answer', async () => {
    let isDown = true;
    renderPreview(() => {
      if (isDown) {
        throw new TypeError('Failed to fetch');
      }
      return READY;
    });
    const retry = await screen.findByRole('button', { name: 'Try again' });
    isDown = false;
    await userEvent.click(retry);
    expect(
      await screen.findByRole('tab', { name: 'corridor.yaml' }),
    ).toBeInTheDocument();
  });
});
