import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import type { KubernetesObject } from '../../kubernetes';
import { seedFiles } from './seedFiles';

const objectSchema = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({
    name: z.string(),
    namespace: z.string().optional(),
  }),
});

/**
 * Kubernetes objects of a folder of the seed, namespaces first.
 *
 * @param folder - such as `clusters/every`
 */
export async function kubernetesObjects(
  folder: string,
): Promise<KubernetesObject[]> {
  const files = await seedFiles(folder);
  const objects = files.flatMap(file =>
    parseAllDocuments(file.content).map(document =>
      objectSchema.parse(document.toJS()),
    ),
  );
  const isNamespace = ({ kind }: { kind: string }) => kind === 'Namespace';
  return [
    ...objects.filter(isNamespace),
    ...objects.filter(object => !isNamespace(object)),
  ];
}
