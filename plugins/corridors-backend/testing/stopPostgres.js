// @ts-check

/** Jest's global tear-down: stops what startPostgres.js started. */
module.exports = async function stopPostgres() {
  await globalThis.stopCorridorsPostgres?.();
};
