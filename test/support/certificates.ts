import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { selfSigned } from '../../libs/signing/src/self-signed.js';

interface Asked {
  readonly subject?: string;
  readonly from?: string;
  readonly until?: string;
  readonly strength?: number | 'P-256';
}

/** A key and a certificate as an organisation would have them, in PEM files of this folder; as settings name them. */
export async function certificateFiles(
  folder: string,
  { subject = 'CN=Secretariat, O=Testland', from = '2020-01-01', until = '2099-01-01', strength = 2048 }: Asked = {},
): Promise<{ readonly SIGNING_KEY: string; readonly SIGNING_CERTIFICATE: string }> {
  const made = await selfSigned({ subject, from: new Date(from), until: new Date(until), strength });
  const name = path.join(folder, randomBytes(4).toString('hex'));
  const files = { SIGNING_KEY: `${name}-key.pem`, SIGNING_CERTIFICATE: `${name}.pem` };
  writeFileSync(files.SIGNING_KEY, made.key, { mode: 0o600 });
  writeFileSync(files.SIGNING_CERTIFICATE, made.certificate);
  return files;
}
