import {
  GetAccountAuthorizationDetailsCommand,
  type GetAccountAuthorizationDetailsResponse,
  IAMClient,
} from '@aws-sdk/client-iam';
import { REGION } from './MotoServer';

/** What moto answers to one GetAccountAuthorizationDetails. */
export async function authorizationDetails(
  url: string,
  MaxItems?: number,
): Promise<GetAccountAuthorizationDetailsResponse> {
  const iam = new IAMClient({
    region: REGION,
    endpoint: url,
    credentials: { accessKeyId: 'AKIA', secretAccessKey: 'not-checked' },
  });
  try {
    return await iam.send(
      new GetAccountAuthorizationDetailsCommand({ MaxItems }),
    );
  } finally {
    iam.destroy();
  }
}
