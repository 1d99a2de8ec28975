/**
 * Loaded before a service of `npm start`: when the supervisor is gone, even by kill -9, the service
 * leaves too. The channel to the parent closes at that moment, whatever the parent could still do.
 */
const GRACE_MS = 5_000;

process.once('disconnect', () => {
  process.kill(process.pid, 'SIGTERM');
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), GRACE_MS).unref();
});
// The channel alone must not keep a service alive that has stopped.
process.channel?.unref();
