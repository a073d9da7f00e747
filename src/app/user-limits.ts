/** How much a person may do: commands and presses in a minute, logins in a day. */
export interface UserLimits {
  commands: number;
  presses: number;
  logins: number;
}

/** More than a person does in earnest: ten presses a second are a program's. Logins draw the attention of Bilibili, so they are few. */
export const defaultLimits: UserLimits = { commands: 20, presses: 600, logins: 5 };
