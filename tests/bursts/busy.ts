/** Keeps one processor busy until it is stopped. */
for (;;) Math.sqrt(Math.random());
