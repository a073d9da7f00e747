/** The platform says no: its code, and the status of the answer. */
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

/** What stands before the platform got no answer of it in time, and says no more than that. */
export class Unanswered extends Error {
  override name = 'Unanswered';
}
