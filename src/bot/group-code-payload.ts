/** With what the payload of /start begins that links a group; the code that its owner got follows. */
export const groupCodePrefix = 'link_';
