/**
 * Runs in a page, before anything of the page does, and keeps as `watched` what a proof asks of it:
 * its own rows, whether the screen was ever wrong in a frame, when something came to be on it, and
 * what held the page up.
 */
globalThis.watched = (() => {
  const figures = { frames: 0, doubled: 0, disordered: 0 };
  const longTasks = [];
  const seenAt = {};

  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) {
      longTasks.push({ at: Math.round(startTime), ms: Math.round(duration) });
    }
  }).observe({ type: 'longtask', buffered: true });

  const countDoubles = (keys) => keys.length - new Set(keys).size;
  const attributes = (selector, name) =>
    [...document.querySelectorAll(selector)].map((one) => one.getAttribute(name));
  /** The texts of the thread in the document; each ends with its number in the conversation. */
  const texts = () =>
    [...document.querySelectorAll('.log-item .msg .b')].map((one) => one.textContent);
  const numberIn = (words) => Number(/(\d+)$/.exec(words)?.[1] ?? Number.NaN);

  function look() {
    figures.frames += 1;
    const shown = texts();
    figures.doubled += countDoubles(attributes('.log-item', 'data-key'));
    figures.doubled += countDoubles(attributes('.conv', 'data-row'));
    const numbers = shown.map(numberIn).filter((number) => !Number.isNaN(number));
    if (numbers.some((number, at) => at > 0 && number <= numbers[at - 1])) figures.disordered += 1;
    for (const words of shown) seenAt[words] ??= performance.timeOrigin + performance.now();
    requestAnimationFrame(look);
  }
  requestAnimationFrame(look);

  const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));

  /** The page's own store: React keeps what is handed down in the tree under its root. */
  function store() {
    const root = document.getElementById('root');
    const name = Object.keys(root).find((key) => key.startsWith('__reactContainer$'));
    for (let fiber = root[name]; fiber; fiber = fiber.child) {
      const value = fiber.memoizedProps?.value;
      if (value?.store) return value.store;
    }
    throw new Error('There is no store under the root of this page.');
  }

  return {
    figures,
    longTasks,
    seenAt,
    texts,
    /** Only their keys: thousands of whole rows would hold up who asks. */
    messageIds: () =>
      store()
        .all('message')
        .map(({ message_id }) => message_id),
    hasAll: (count, last) => store().all('message').length >= count && texts().at(-1) === last,

    /** Every text of the open thread from the first that is loaded, by scrolling down to the end. */
    async walk() {
      const log = document.querySelector('.log');
      const order = new Map();
      log.dispatchEvent(new WheelEvent('wheel', { bubbles: true }));
      log.scrollTop = 0;
      for (let still = 0; still < 5; ) {
        await nextFrame();
        await nextFrame();
        for (const item of log.querySelectorAll('.log-item')) {
          const words = item.querySelector('.msg .b')?.textContent;
          if (words !== undefined) order.set(item.getAttribute('data-key'), words);
        }
        const before = log.scrollTop;
        log.scrollTop += log.clientHeight * 0.7;
        still = log.scrollTop === before ? still + 1 : 0;
      }
      return [...order.values()];
    },
  };
})();
