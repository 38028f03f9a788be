import type { Static, TObject, TSchema } from 'typebox';
import type { Tag } from './tags.ts';
import type { ProblemCode, StaffRole } from './vocabulary.ts';

export type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';

/** Who may call: a table's tablet or phone, or a member of the staff by role. */
export type Caller = 'table' | StaffRole;

/** What is said of an endpoint beside its address; each `:name` of the address is an id. */
export interface Declaration {
  tag: Tag;
  summary: string;
  /** For whoever writes a client: what the summary and the schemas leave open. */
  description: string;
  /** None: whoever likes, without a sign-in. */
  for: readonly Caller[];
  query?: TObject;
  headers?: TObject;
  body?: TSchema;
  /** The body's type where it is not JSON; whoever reads it checks it while reading. */
  consumes?: 'multipart/form-data';
  /** What success answers with `status`, 200 unless it says another. */
  answer: TSchema;
  status?: 200 | 201 | 204;
  /** It has a tag, and is not answered again to whoever has it: 304. */
  tagged?: true;
  /** The answer's type where it is not JSON. */
  produces?: 'text/event-stream';
  /**
   * The refusals that are its own. Those that follow from the rest are not said again: what a sign-in, a schema or an id in the
   * address may be refused for, and what the server itself refuses.
   */
  refuses?: readonly ProblemCode[];
}

/** One operation of the wire contract: everything that the server, its document and every client know of it. */
export type Endpoint<
  Verb extends Method = Method,
  Path extends string = string,
  Declared extends Declaration = Declaration,
> = Readonly<Declared> & { readonly method: Verb; readonly path: Path };

export function endpoint<Verb extends Method, Path extends `/${string}`, const Declared extends Declaration>(
  address: `${Verb} ${Path}`,
  declaration: Declared,
): Endpoint<Verb, Path, Declared> {
  const [method, path] = address.split(' ') as [Verb, Path];
  return { ...declaration, method, path };
}

type ParamNames<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | ParamNames<`/${Rest}`>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never;

/** The ids in its address. */
export type ParamsOf<E extends { path: string }> = { [Name in ParamNames<E['path']>]: string };

type Part<E, Name extends string> = E extends { [N in Name]: infer Schema extends TSchema } ? Static<Schema> : unknown;
export type QueryOf<E> = Part<E, 'query'>;
export type HeadersOf<E> = Part<E, 'headers'>;
export type BodyOf<E> = Part<E, 'body'>;

/** What it answers where it does not refuse. */
export type AnswerOf<E extends { answer: TSchema }> = Static<E['answer']>;

/** Only what there is to give, and optional where all of it is. */
type Given<Name extends string, Value> = unknown extends Value
  ? unknown
  : keyof Value extends never
    ? unknown
    : Partial<Value> extends Value
      ? { [N in Name]?: Value }
      : { [N in Name]: Value };

/** What may be left out may be there and say nothing. */
type OrUndefined<Value> = unknown extends Value
  ? unknown
  : {
      [Name in keyof Value]: Partial<Pick<Value, Name>> extends Pick<Value, Name>
        ? Value[Name] | undefined
        : Value[Name];
    };

/** What a caller has to say. */
export type InputOf<E extends { path: string }> = Given<'params', ParamsOf<E>> &
  Given<'query', OrUndefined<QueryOf<E>>> &
  Given<'headers', HeadersOf<E>> &
  (unknown extends BodyOf<E> ? unknown : { body: BodyOf<E> });

/** The argument list of a call: nothing where there is nothing that must be said. */
export type InputArguments<E extends { path: string }> =
  Partial<InputOf<E>> extends InputOf<E> ? [input?: InputOf<E>] : [input: InputOf<E>];
