/** What was wrong with a form, in the words of its page. */
export class FormError extends Error {
  readonly status: number;

  constructor(message: string, status = 400) {
    super(message);
    this.name = 'FormError';
    this.status = status;
  }
}
