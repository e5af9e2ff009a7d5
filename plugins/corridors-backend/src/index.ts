/**
 * Inventory, requests, verification runs and the HTTP API of the corridors plugin.
 *
 * @packageDocumentation
 */
export {};
