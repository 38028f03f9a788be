import { DefaultQueryExecutor } from 'kysely';

/** Loaded before a program: a power cut just before its database statement number `DIE_AT`, whatever the engine. */
const dieAt = Number(process.env['DIE_AT']);
// oxlint-disable-next-line typescript/unbound-method -- it is called on its object below
const { executeQuery } = DefaultQueryExecutor.prototype;
let statements = 0;

DefaultQueryExecutor.prototype.executeQuery = function (query, options) {
  statements += 1;
  if (statements === dieAt) process.kill(process.pid, 'SIGKILL');
  return executeQuery.call(this, query, options) as never;
};

if (dieAt === 0) process.on('exit', () => process.stdout.write(`${statements} statements\n`));
