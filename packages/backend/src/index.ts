/**
 * The backend of the portal, with an example permission policy.
 *
 * @packageDocumentation
 */
export {};
