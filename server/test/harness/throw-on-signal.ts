/** Loaded before a program: errors that nobody catches, one at each signal, thrown and rejected in turns. */
let asked = 0;

process.on('SIGUSR2', () => {
  asked += 1;
  const error = new Error(`on purpose, number ${asked}`);
  if (asked % 2 === 1) throw error;
  void Promise.reject(error);
});

if (process.env['THROW_AT_START'] !== undefined) {
  setImmediate(() => {
    throw new Error('on purpose, at the start');
  });
}
