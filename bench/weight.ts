import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findBrowser } from '@isonomia/pdf';
import puppeteer, { type CDPSession } from 'puppeteer';
import { print, row } from './measure.js';
import { BenchInstallation } from './rig/installation.js';
import type { ServerProcess } from './rig/server-process.js';

const AIM_BYTES = 60_000;

interface Transfer {
  readonly url: string;
  readonly type: string;
  readonly encoding: string;
  bytes: number;
}

/** Every byte that a browser with an empty cache receives for the first question page: headers, styles, scripts, fonts. */
export async function benchWeight(root: string): Promise<void> {
  const installation = await BenchInstallation.create(root);
  const folder = mkdtempSync(path.join(tmpdir(), 'isonomia-bench-'));
  let web: ServerProcess | undefined;
  try {
    const [assessment] = await installation.assessments(1, {});
    if (assessment === undefined) throw new Error('No assessment was made.');
    web = await installation.startWeb();
    const dimension = await installation.firstDimension();
    const address = `/assessments/${assessment.id}/dimensions/${dimension}`;
    tell(await visit(web.url.replace('127.0.0.1', 'localhost') + address, assessment.cookie, folder));
  } finally {
    await web?.stop();
    await installation.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function visit(url: string, cookie: string, folder: string): Promise<readonly Transfer[]> {
  const found = await findBrowser({ folder: path.join(folder, 'browser') });
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const env = { PATH: '/usr/bin:/bin', HOME: folder, ...found.environment };
  const browser = await puppeteer.launch({ executablePath: found.path, headless: 'shell', pipe: true, args, env });
  try {
    const page = await browser.newPage();
    await page.setExtraHTTPHeaders({ cookie });
    const transfers = await listen(await page.createCDPSession());
    const reply = await page.goto(url, { waitUntil: 'networkidle0' });
    if (reply?.status() !== 200) throw new Error(`The question page answers ${reply?.status() ?? 'nothing'}.`);
    return [...transfers.values()];
  } finally {
    await browser.close();
  }
}

async function listen(session: CDPSession): Promise<ReadonlyMap<string, Transfer>> {
  const transfers = new Map<string, Transfer>();
  await session.send('Network.enable');
  session.on('Network.responseReceived', ({ requestId, type, response }) => {
    const header = Object.entries(response.headers).find(([name]) => name.toLowerCase() === 'content-encoding');
    transfers.set(requestId, { url: response.url, type, encoding: header?.[1] ?? 'as it is', bytes: 0 });
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const transfer = transfers.get(requestId);
    if (transfer !== undefined) transfer.bytes = encodedDataLength;
  });
  return transfers;
}

function tell(transfers: readonly Transfer[]): void {
  const total = transfers.reduce((sum, { bytes }) => sum + bytes, 0);
  print('\nWeight of the first question page (cache empty, headers included)');
  for (const { url, type, encoding, bytes } of transfers) {
    const name = type === 'Document' ? 'the page itself' : new URL(url).pathname;
    row(name, kilobytes(bytes), '', `${type.toLowerCase()}, ${encoding}`);
  }
  const part = `${(total / AIM_BYTES).toFixed(2)} ×`;
  row('everything', kilobytes(total), part, `aim ≤ ${AIM_BYTES / 1000} kB, ${transfers.length} requests`);
}

const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`;
