export { instanceRoleCredentials } from './instanceRoleCredentials';
export type {
  InstanceCredentials,
  InstanceRoleOptions,
} from './instanceRoleCredentials';
export { startInstanceMetadata } from './startInstanceMetadata';
export type {
  InstanceMetadataOptions,
  RunningInstanceMetadata,
} from './startInstanceMetadata';
