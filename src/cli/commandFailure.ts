/** A command cannot do what it was asked to. The message is for a person: what is wrong, and what to do. */
export class CommandFailure extends Error {
  override readonly name = 'CommandFailure';
}
