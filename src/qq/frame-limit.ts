/**
 * The largest frame that is read, in bytes. What is sent may be larger; what comes in are messages, and files by their address.
 * A larger frame closes the connection before it is buffered.
 */
export const largestFrame = 16 * 1024 * 1024;
