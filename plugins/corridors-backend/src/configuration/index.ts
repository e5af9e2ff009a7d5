export type {
  AwsEndpointConfiguration,
  CorridorsConfiguration,
  EnvironmentConnection,
  GitopsLocation,
  NodeRoleCredentialSource,
} from './CorridorsConfiguration';
export { readConfiguration } from './readConfiguration';
