/** Why nothing was switched; the message is a whole sentence for a person. The rows in use are as they were. */
export class RebuildRefused extends Error {
  override readonly name = 'RebuildRefused';
}
