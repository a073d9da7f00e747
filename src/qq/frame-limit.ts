/**
 * Largest WebSocket frame that is accepted, in bytes. Incoming frames are messages and file addresses;
 * outgoing ones may be larger. A larger frame closes the connection before it is buffered.
 */
export const largestFrame = 16 * 1024 * 1024;
