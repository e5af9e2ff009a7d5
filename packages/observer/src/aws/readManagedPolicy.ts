import {
  GetPolicyCommand,
  GetPolicyVersionCommand,
  IAMClient,
} from '@aws-sdk/client-iam';
import { decodeDocument } from './decodeDocument';
import { AwsCall } from './readAws';

/** Reads the default version of a managed policy, as JSON text. */
export async function readManagedPolicy(
  iam: IAMClient,
  arn: string,
  call: <R>(request: AwsCall<R>) => Promise<R>,
): Promise<string> {
  const { Policy: policy } = await call({
    permission: 'iam:GetPolicy',
    resource: arn,
    send: abortSignal =>
      iam.send(new GetPolicyCommand({ PolicyArn: arn }), { abortSignal }),
  });
  const { PolicyVersion: version } = await call({
    permission: 'iam:GetPolicyVersion',
    resource: arn,
    send: abortSignal =>
      iam.send(
        new GetPolicyVersionCommand({
          PolicyArn: arn,
          VersionId: policy?.DefaultVersionId,
        }),
        { abortSignal },
      ),
  });
  return decodeDocument(version?.Document);
}
