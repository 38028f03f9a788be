import { uploadPicture } from '@soban/contract/endpoints';
import { AnswerTo, type Client } from '../harness/client.ts';
import type { StaffMember } from '../harness/staff.ts';

export interface FormFile {
  bytes: Uint8Array<ArrayBuffer>;
  field?: string;
  type?: string;
  name?: string;
}

type Uploaded = AnswerTo<typeof uploadPicture>;

/** A form with these files, as a browser would send it. */
export function formOf(...files: FormFile[]): FormData {
  const form = new FormData();
  for (const { bytes, field = 'file', type = 'image/jpeg', name = 'photo.jpg' } of files) {
    form.append(field, new Blob([bytes], { type }), name);
  }
  return form;
}

/** Sends any body to where pictures are uploaded. */
export async function sendBody(
  client: Client,
  body: RequestInit,
  headers: Record<string, string> = {},
): Promise<Uploaded> {
  const { method, path } = uploadPicture;
  const response = await fetch(client.url + path, {
    method,
    ...body,
    headers: { ...client.headers, ...headers },
  });
  return new AnswerTo(uploadPicture, `${method} ${path}`, response, await response.text());
}

/** Sends one file as a form. */
export function send(
  { client }: { client: Client },
  bytes: Buffer,
  more: Omit<FormFile, 'bytes'> = {},
): Promise<Uploaded> {
  return sendBody(client, { body: formOf({ bytes: new Uint8Array(bytes), ...more }) });
}

/** Uploads a picture that is fine; answers its address. */
export async function upload(staff: StaffMember, bytes: Buffer): Promise<string> {
  return (await send(staff, bytes)).ok().url;
}

/** The bytes behind an address of the server. */
export async function download(url: string): Promise<Buffer> {
  const response = await fetch(url);
  if (response.status !== 200) throw new Error(`${url} answered ${response.status}`);
  return Buffer.from(await response.arrayBuffer());
}
