/**
 * AWS policy evaluation for S3, STS and IAM: parse, compile, evaluate.
 *
 * @packageDocumentation
 */
export {};
