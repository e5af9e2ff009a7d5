import { buildMatrix, Cell, CellAnswer, Matrix } from '@corridors/model';
import { createStaticView } from '@corridors/verifier';
import { applyRepository } from './support/applyRepository';
import { describeMoto } from './support/describeMoto';
import { FaultProxy } from './support/FaultProxy';
import { GitopsRepository, gitopsRepository } from './support/gitopsRepository';
import { ACCOUNT } from './support/MotoServer';
import { allow, document } from './support/policies';
import { readAccount } from './support/readAccount';
import { refusal } from './support/refusal';

jest.setTimeout(180_000);

const PUBLIC_BUCKET = 'gha-common-1';

/** What is refused, and which cells nobody can answer then. */
const REFUSED: readonly {
  readonly operation: string;
  readonly status: number;
  readonly code: string;
  readonly cause: RegExp;
  readonly touches: (cell: Cell) => boolean;
}[] = [
  {
    operation: 'iam:GetAccountAuthorizationDetails',
    status: 403,
    code: 'AccessDenied',
    cause: /^Needs iam:GetAccountAuthorizationDetails on account /,
    touches: cell => cell.identity !== 'anonymous',
  },
  {
    operation: 's3:GET gha1-primary-1?location',
    status: 403,
    code: 'AccessDenied',
    cause: /^Needs s3:GetBucketLocation on gha1-primary-1/,
    touches: cell => cell.resource.endsWith('gha1-primary-1'),
  },
  {
    operation: 's3:GET gha1-primary-1?policy',
    status: 503,
    code: 'SlowDown',
    cause: /^AWS limits the rate of s3:GetBucketPolicy on gha1-primary-1/,
    touches: cell => cell.resource.endsWith('gha1-primary-1'),
  },
  {
    operation: 's3control:GET publicAccessBlock',
    status: 403,
    code: 'AccessDenied',
    cause: /^Needs s3:GetAccountPublicAccessBlock on account /,
    touches: isPublicRead,
  },
  {
    operation: `s3:GET ${PUBLIC_BUCKET}?publicAccessBlock`,
    status: 403,
    code: 'AccessDenied',
    cause: /^Needs s3:GetBucketPublicAccessBlock on gha-common-1/,
    touches: isPublicRead,
  },
  {
    // Access control lists are never read: the view says that they count where owners do not enforce ownership.
    operation: 's3:GET gha1-primary-1?ownershipControls',
    status: 403,
    code: 'AccessDenied',
    cause: /never/,
    touches: () => false,
  },
  {
    // No identity of this account takes a role with a token.
    operation: 'iam:ListOpenIDConnectProviders',
    status: 403,
    code: 'AccessDenied',
    cause: /never/,
    touches: () => false,
  },
];

function isPublicRead({ identity, operation, resource }: Cell): boolean {
  return (
    identity === 'anonymous' &&
    operation === 'read' &&
    resource.endsWith(PUBLIC_BUCKET)
  );
}

describeMoto(
  'the configured view of moto, where something is refused',
  stage => {
    let repository: GitopsRepository;
    let matrix: Matrix;
    let proxy: FaultProxy;
    let whole: ReadonlyMap<string, CellAnswer>;

    async function answers(): Promise<ReadonlyMap<string, CellAnswer>> {
      const { declared, fleet } = repository;
      const { model } = await readAccount(proxy.url, {
        buckets: declared.buckets.map(({ name }) => name),
      });
      const view = createStaticView({
        view: 'configured',
        matrix,
        model: { ...model, serviceAccounts: declared.serviceAccounts },
        fleet,
        asOf: '2026-11-23T12:00:00.000Z',
      });
      const found = new Map<string, CellAnswer>();
      for await (const answer of view.fill(
        matrix.cells,
        new AbortController().signal,
      )) {
        found.set(answer.cell, answer);
      }
      return found;
    }

    beforeAll(async () => {
      const { server, cli } = stage();
      repository = await gitopsRepository();
      matrix = buildMatrix(repository.fleet, ACCOUNT);
      await applyRepository(cli, repository.files);
      await cli.run(
        ...[
          's3api',
          'put-bucket-policy',
          '--bucket',
          PUBLIC_BUCKET,
          '--policy',
        ],
        document({
          ...allow('s3:GetObject', `arn:aws:s3:::${PUBLIC_BUCKET}/*`),
          Principal: '*',
        }),
      );
      proxy = await FaultProxy.start(server.url);
      whole = await answers();
    });
    afterEach(() => proxy.clear());
    afterAll(() => proxy.stop());

    it('answers every cell when nothing is refused', () => {
      expect(matrix.cells).toHaveLength(126);
      const verdicts = [...whole.values()].map(answer =>
        answer.covered ? answer.verdict : answer.reason,
      );
      expect(verdicts).toHaveLength(126);
      expect(new Set(verdicts)).toEqual(new Set(['allow', 'deny']));
      expect(whole.get(`anonymous read bucket:${PUBLIC_BUCKET}`)).toMatchObject(
        {
          verdict: 'allow',
        },
      );
    });

    it.each(REFUSED)(
      'is inconclusive for the cells that $operation touches, and for no other',
      async ({ operation, status, code, cause, touches }) => {
        proxy.faults = asked =>
          asked === operation ? refusal(operation, status, code) : undefined;
        const found = await answers();
        expect(proxy.calls).toContain(operation);
        const touched = matrix.cells.filter(touches);
        for (const { id } of touched) {
          expect(found.get(id)).toMatchObject({
            covered: true,
            verdict: 'inconclusive',
            cause: expect.stringMatching(cause),
          });
        }
        for (const cell of matrix.cells.filter(
          each => !touched.includes(each),
        )) {
          expect(found.get(cell.id)).toEqual(whole.get(cell.id));
        }
      },
    );
  },
);
