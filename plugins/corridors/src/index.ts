/**
 * Pages that show corridors, their live state and the proof of their isolation.
 *
 * @packageDocumentation
 */
export { corridorsPlugin as default } from './plugin';
export * from './routes';
