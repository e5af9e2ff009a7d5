import { errorName } from '../clients/errorName';

const EXISTS = new Set([
  'EntityAlreadyExists',
  'EntityAlreadyExistsException',
  'BucketAlreadyOwnedByYou',
]);

/** Makes something, unless it is there already. */
export async function ensure(create: () => Promise<unknown>): Promise<void> {
  try {
    await create();
  } catch (error) {
    if (!EXISTS.has(errorName(error) ?? '')) {
      throw error;
    }
  }
}
