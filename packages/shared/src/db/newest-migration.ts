/** Made by "npm run types" from the migrations: the newest that this code was written for. */
export const NEWEST_MIGRATION = '20261201170216';
