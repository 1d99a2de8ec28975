// Before the first paint, so that no page flashes in the other theme.
try {
  const theme = localStorage.getItem('ringback.theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // A browser that keeps nothing shows the system's theme.
}
