import type { ApiClient, Asker } from './ApiClient';

/** Asks for a corridor as the form does: a preflight, and a request for the files that it showed. */
export async function reserveCorridor(
  api: ApiClient,
  who: Asker,
  spec: unknown,
) {
  const { body } = await api.post(who, '/v1/preflight', {
    spec,
    stage: 'full',
  });
  return api.post(who, '/v1/requests', {
    spec,
    filesDigest: body.filesDigest ?? 'sha256:none',
  });
}
