import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type {
  PredictedAccess,
  PreflightAnswer,
} from '@corridors/plugin-corridors-common';
import { FieldHarness } from '../../__testUtils__/FieldHarness';
import { PreflightBackend } from '../../__testUtils__/PreflightBackend';
import { CorridorPreview } from './CorridorPreview';

const FORM = {
  environment: 'single1',
  name: 'gha3',
  owner: 'group:default/gha',
};

const PREDICTION: PredictedAccess = {
  corridor: 'gha3',
  identities: [
    {
      kind: 'corridor',
      id: 'corridor:gha3',
      corridor: 'gha3',
      environment: 'single1',
      accountId: '111122223333',
      roleArn: 'arn:aws:iam::111122223333:role/corridors/single1_gha3',
      namespace: 'gha3',
      serviceAccount: 'gha3',
    },
    {
      kind: 'node-role',
      id: 'node-role:single1',
      environment: 'single1',
      accountId: '111122223333',
      roleArn: 'arn:aws:iam::111122223333:role/single1_instance',
    },
  ],
  resources: [
    {
      kind: 'bucket',
      id: 'bucket:gha3-primary',
      name: 'gha3-primary',
      accountId: '111122223333',
      region: 'eu-west-3',
      owner: { kind: 'corridor', corridor: 'gha3' },
      environment: 'single1',
    },
  ],
  pairs: [
    {
      identity: 'corridor:gha3',
      resource: 'bucket:gha3-primary',
      intended: ['list', 'read'],
      declared: ['list', 'read'],
      conditional: [],
    },
  ],
  deniedCells: 40,
  findings: [],
  standingWeaknesses: [],
  notUnderstood: [],
  notCovered: ['S3 access points'],
  baseContext: { 'aws:SecureTransport': 'true' },
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
  prediction: PREDICTION,
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
    await waitFor(() =>
      expect(screen.getByTestId('value')).toHaveTextContent('"sha256:abc"'),
    );
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

  it('shows beneath the files what the corridor could reach and who could reach it', async () => {
    renderPreview(() => READY);
    const reaches = await screen.findByRole('table', {
      name: 'What gha3 could reach',
    });
    expect(
      within(reaches).getByRole('row', {
        name: 'gha3 gha3-primary list, read',
      }),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/^Who else could reach gha3/).parentElement,
    ).toHaveTextContent('nobody');
    expect(screen.getByText(/be reached by nobody else/)).toBeInTheDocument();
    expect(screen.getByText(/40 more ways in or out/)).toBeInTheDocument();
    expect(
      screen.getByText('Every request has aws:SecureTransport = true.'),
    ).toBeInTheDocument();
  });

  it('holds a request back that would open a leak, and says where', async () => {
    const message =
      'This would open a leak: the node role can read gha3-primary.';
    renderPreview(() => ({
      ...READY,
      ok: false,
      problems: [
        {
          code: 'opens-a-leak',
          severity: 'error',
          message,
          file: 'environments/single1/policies/node.yaml',
          line: 12,
        },
      ],
      prediction: {
        ...PREDICTION,
        pairs: [
          {
            identity: 'node-role:single1',
            resource: 'bucket:gha3-primary',
            intended: [],
            declared: ['read'],
            conditional: ['write'],
          },
          ...PREDICTION.pairs,
        ],
      },
    }));
    expect(
      await screen.findByText('This request would open a leak'),
    ).toBeInTheDocument();
    expect(screen.getByText(message, { exact: false })).toHaveTextContent(
      'environments/single1/policies/node.yaml, line 12',
    );
    expect(
      screen.getByRole('row', {
        name: 'node role of single1 gha3-primary Leak read Unproven write',
      }),
    ).toBeInTheDocument();
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
