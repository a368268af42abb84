// Loaded before each program of the practice system: also while it is still starting, it goes when its parent is gone.
const STOPPING_TAKES_AT_MOST_MS = 3_000;

process.once('disconnect', () => {
  if (process.listenerCount('SIGTERM') === 0) process.exit(1);
  setTimeout(() => process.exit(1), STOPPING_TAKES_AT_MOST_MS).unref();
  process.emit('SIGTERM', 'SIGTERM');
});
// A program that has done its work is not to be kept from ending.
process.channel?.unref();
