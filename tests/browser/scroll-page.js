// Runs in the page before anything of ours: counts long tasks, and loads what is older of a thread.
(() => {
  const tasks = [];
  new PerformanceObserver((list) => {
    tasks.push(...list.getEntries().map(({ duration }) => duration));
  }).observe({ type: 'longtask' });
  const pause = (ms) => new Promise((done) => setTimeout(done, ms));

  window.scrolled = {
    tasks,

    /** Loads one older page at the upper edge; how far the first item in sight moved, null at the beginning. */
    async loadOlder() {
      const log = document.querySelector('.log');
      const button = () => log.querySelector('.log-head button');
      if (!button()) return null;
      log.dispatchEvent(new WheelEvent('wheel', { bubbles: true }));
      log.scrollTop = 0;
      await pause(200);
      const key = log.querySelector('.log-item').dataset.key;
      const item = () => log.querySelector(`[data-key="${CSS.escape(key)}"]`);
      const before = item().getBoundingClientRect().top;
      button().click();
      await pause(50);
      while (button()?.ariaBusy === 'true') await pause(20);
      await pause(300);
      return item() ? Math.abs(item().getBoundingClientRect().top - before) : 10_000;
    },

    /** A page that counts no long task must be able to: how many there are after one of 80 ms. */
    async afterOneMore() {
      setTimeout(() => {
        const until = performance.now() + 80;
        while (performance.now() < until);
      });
      await pause(500);
      return tasks.length;
    },
  };
})();
