import { childFlag, parseXml } from '../../http/xml';
import type { XmlNode } from '../../http/xml';
import type { PublicAccessBlock } from '../../state/AwsState';

/** Root element of the settings, of a bucket and of an account alike. */
export const PUBLIC_ACCESS_BLOCK = 'PublicAccessBlockConfiguration';

/** Reads the settings that a client sent; what it leaves out is off. */
export function parsePublicAccessBlock(body: Buffer): PublicAccessBlock {
  const settings = parseXml(body, PUBLIC_ACCESS_BLOCK);
  return {
    blockPublicAcls: childFlag(settings, 'BlockPublicAcls'),
    ignorePublicAcls: childFlag(settings, 'IgnorePublicAcls'),
    blockPublicPolicy: childFlag(settings, 'BlockPublicPolicy'),
    restrictPublicBuckets: childFlag(settings, 'RestrictPublicBuckets'),
  };
}

/** The settings as elements. */
export const describePublicAccessBlock = (
  block: PublicAccessBlock,
): { readonly [name: string]: XmlNode } => ({
  BlockPublicAcls: block.blockPublicAcls,
  IgnorePublicAcls: block.ignorePublicAcls,
  BlockPublicPolicy: block.blockPublicPolicy,
  RestrictPublicBuckets: block.restrictPublicBuckets,
});
