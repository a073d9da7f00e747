/** The platform refuses a request, with its code and an HTTP status. */
export class Refused extends Error {
  override name = 'Refused';
  readonly code: number;
  readonly status: number;

  constructor(code: number, message: string, status = 400) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

/**
 * The platform's frontend got no answer from its backend in time: HTTP 504, so whether it was done is
 * unknown.
 */
export class Unanswered extends Error {
  override name = 'Unanswered';
}
