/**
 * The server grants every table to every role at its first request, once it finds row level
 * security in use, and so would undo what a migration revoked. This marks that as done:
 * roles and grants are the migrations' business.
 */
export function keepGrants(connection: object): void {
  Object.assign(connection, { rlsState: 'active' });
}
