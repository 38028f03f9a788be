import { buffer } from 'node:stream/consumers';
import multipart, { type MultipartFile } from '@fastify/multipart';
import * as endpoints from '@soban/contract/endpoints';
import type { FastifyRequest } from 'fastify';
import type { Serve } from '../../http/serve.ts';
import type { Server } from '../../http/server.ts';
import { Refusal } from '../../refusal.ts';
import { type UploadPictureDeps, uploadPicture } from './upload-picture.ts';

/** Bytes of a form around its file. */
const formOverhead = 16 * 1024;

/** `maxFileSize` in bytes. */
export async function uploadRoutes(
  server: Server,
  servingOn: (server: Server) => Serve,
  { maxFileSize, ...deps }: UploadPictureDeps & { maxFileSize: number },
): Promise<void> {
  // In a scope of its own: forms are read nowhere else.
  await server.register(async (scope: Server) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, _payload, done) => done(notAForm()));
    await scope.register(multipart, {
      throwFileSizeLimit: false,
      limits: { files: 1, fields: 0, parts: 1, headerPairs: 20, fileSize: maxFileSize },
    });

    servingOn(scope)(endpoints.uploadPicture, (request) =>
      uploadPicture(deps, request.principal, () => fileIn(request, maxFileSize)),
    );
  });
}

/** The bytes of the form's one file; reading stops where it becomes too large. */
async function fileIn(request: FastifyRequest, maxFileSize: number): Promise<Buffer> {
  if (!request.isMultipart()) throw notAForm();
  if (Number(request.headers['content-length']) > maxFileSize + formOverhead) throw tooLarge(maxFileSize);
  try {
    const files: Buffer[] = [];
    for await (const part of request.parts()) {
      if (part.type !== 'file' || part.fieldname !== 'file') throw faulty();
      files.push(await bytesOf(part.file, maxFileSize));
    }
    const [file] = files;
    if (!file || file.length === 0 || files.length > 1) throw faulty();
    return file;
  } catch (error) {
    throw error instanceof Refusal ? error : faulty();
  }
}

async function bytesOf(file: MultipartFile['file'], maxFileSize: number): Promise<Buffer> {
  const stop = () => file.destroy(tooLarge(maxFileSize));
  file.once('limit', stop);
  if (file.truncated) stop();
  return buffer(file);
}

function notAForm(): Refusal {
  return new Refusal('unsupported_media_type', 'Send the picture as multipart/form-data, in the field "file".');
}

function tooLarge(maxFileSize: number): Refusal {
  const megabytes = (maxFileSize / (1024 * 1024)).toFixed(1).replace(/\.0$/, '');
  return new Refusal('too_large', `A picture may have at most ${megabytes} MB.`);
}

function faulty(): Refusal {
  const message = 'The form must have exactly one file, in the field "file", and nothing else.';
  return new Refusal('validation_failed', message, { errors: [{ path: '/file', message }] });
}
