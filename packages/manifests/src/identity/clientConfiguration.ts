/**
 * Ready-made configuration of a client that is to work in a corridor.
 *
 * @public
 */
export interface ClientConfiguration {
  /** `spark-defaults`, `spark-application`, `aws-cli`, `boto3` */
  readonly id: string;
  readonly title: string;
  /** For highlighting: `properties`, `yaml`, `ini`, `python`. */
  readonly language: string;
  readonly content: string;
}
