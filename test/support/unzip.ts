import { fromBuffer } from 'yauzl';

/** Every file of an archive, by its path. */
export const unzip = (archive: Uint8Array): Promise<ReadonlyMap<string, Buffer>> =>
  new Promise((resolve, reject) => {
    fromBuffer(Buffer.from(archive), { lazyEntries: true }, (failed, zip) => {
      if (failed !== null) {
        reject(failed);
        return;
      }
      const files = new Map<string, Buffer>();
      zip.on('error', reject);
      zip.on('end', () => resolve(files));
      zip.on('entry', (entry: { readonly fileName: string }) => {
        zip.openReadStream(entry as never, (broken, stream) => {
          if (broken !== null) {
            reject(broken);
            return;
          }
          const parts: Buffer[] = [];
          stream.on('data', (part: Buffer) => parts.push(part));
          stream.on('error', reject);
          stream.on('end', () => {
            files.set(entry.fileName, Buffer.concat(parts));
            zip.readEntry();
          });
        });
      });
      zip.readEntry();
    });
  });
