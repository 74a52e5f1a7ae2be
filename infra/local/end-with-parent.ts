// Loaded before the program of every child. A service stops by itself, in order, when the channel to its parent closes; this
// covers the moment before it listens for that, and a stop that takes too long.
const patience = 12_000;

if (process.send !== undefined) {
  if (!process.connected) process.exit(1);
  process.once('disconnect', () => {
    const onlyBySelf = process.listenerCount('disconnect') === 0;
    if (onlyBySelf) process.exit(1);
    setTimeout(() => process.exit(1), patience).unref();
  });
  // Listening must not be what keeps a program alive that has nothing left to do.
  process.channel?.unref();
}
