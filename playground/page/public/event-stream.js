/**
 * Listens to server-sent events. The browser reconnects by itself after a lost connection; when it gives up
 * (the server answered with an error), this retries every two seconds. `onOpen` is called after every
 * connect, so that missed events can be made up by reading again.
 * @param {string} url
 * @param {{ names: string[], onEvent: (name: string, data: unknown) => void, onOpen: () => void, onLost: () => void }} options
 * @returns {() => void} stops listening
 */
export function listen(url, { names, onEvent, onOpen, onLost }) {
  /** @type {EventSource | undefined} */
  let source;
  let timer = 0;
  const connect = () => {
    source = new EventSource(url);
    source.addEventListener('open', onOpen);
    source.addEventListener('error', () => {
      onLost();
      if (source?.readyState === EventSource.CLOSED) timer = window.setTimeout(connect, 2000);
    });
    for (const name of names) {
      source.addEventListener(name, ({ data }) => onEvent(name, data ? JSON.parse(data) : undefined));
    }
  };
  connect();
  return () => {
    source?.close();
    window.clearTimeout(timer);
  };
}
