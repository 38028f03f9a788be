import { parseArgs } from 'node:util';
import Type, { type TSchema } from 'typebox';
import { Value } from 'typebox/value';

/** A command line that cannot be obeyed: says what is wrong with it. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** A command that is understood and yet not obeyed: says why. */
export class NotDone extends Error {
  override readonly name = 'NotDone';
}

type Options<Schemas extends Record<string, TSchema>> = { [Name in keyof Schemas]: Type.Static<Schemas[Name]> };

/** What follows a command, by the schema of each option; a flag is a boolean. */
export function readOptions<Schemas extends Record<string, TSchema>>(
  args: string[],
  schemas: Schemas,
): Options<Schemas> {
  const { values } = parseArgs({
    args,
    options: Object.fromEntries(
      Object.entries(schemas).map(([name, schema]) => [
        name,
        { type: Type.IsBoolean(schema) ? ('boolean' as const) : ('string' as const) },
      ]),
    ),
  });
  const entries = Object.entries(schemas).map(([name, schema]) => {
    const value = values[name] === undefined ? Value.Default(schema, undefined) : Value.Convert(schema, values[name]);
    if (value === undefined && Type.IsOptional(schema)) return [name, undefined] as const;
    if (value === undefined) throw new UsageError(`--${name} is missing`);
    const [fault] = Value.Errors(schema, value);
    if (fault) throw new UsageError(`--${name} ${fault.message}`);
    return [name, value] as const;
  });
  return Object.fromEntries(entries) as Options<Schemas>;
}
