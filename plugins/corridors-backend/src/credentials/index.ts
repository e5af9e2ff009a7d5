export { assumeNodeRole } from './assumeNodeRole';
export { AwsCredentialSources } from './AwsCredentialSources';
export { readMetadataCredentials } from './metadataCredentials';
