import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isLongRun } from '../../support/command.js';
import { levelQuestions, type OpenAssessment, settle } from '../../support/running/inhabitants.js';
import { Autosaver, Ledger, whileSaving } from '../../support/running/ledger.js';
import { RunningProduct } from '../../support/running/product.js';
import { Program, upload } from '../../support/running/requests.js';
import { SmallVolume } from '../../support/running/small-volume.js';
import type { Reply } from '../../support/running/wire.js';

const MEBIBYTES = 320;
const CLIENTS = 5;
/** One that is refused says little. */
const UPLOADS = isLongRun() ? 400 : 80;
const AT_ONCE = 8;
/** Beside other tests a clock says little. */
const BACK_WITHIN_MS = isLongRun() ? 20_000 : 100_000;
const LONG = 300_000;

const volume = SmallVolume.mount(MEBIBYTES);
const mayMount = volume === undefined ? describe.skip : describe;

/** PostgreSQL keeps answers, files and its log on one volume: when it is full, everything that writes is refused. */
mayMount('on a full volume (where this user may mount one)', () => {
  let product: RunningProduct;
  let program: Program;
  let open: readonly OpenAssessment[];

  beforeAll(async () => {
    product = await RunningProduct.start({ dataDir: volume?.folder ?? '' });
    program = new Program(product);
    open = await settle(product, 2);
  }, LONG);
  afterAll(async () => {
    volume?.makeRoom();
    program.close();
    await product.stop();
    volume?.unmount();
  }, LONG);

  const refusal = (reply: Reply): unknown =>
    reply.kind === 'answered' ? [reply.status, reply.headers['retry-after'] !== undefined] : reply;

  it(
    'files are refused for a while and leave nothing behind, no saved answer is lost, and with room all goes on unaided',
    async () => {
      const [mine, theirs] = [open[0], open[1]];
      const [first = ''] = levelQuestions();
      if (mine === undefined || theirs === undefined) throw new Error('Nobody lives here.');
      const token = await program.token(theirs);
      const ledger = new Ledger();
      const savers = levelQuestions()
        .slice(0, CLIENTS)
        .map((question) => new Autosaver(product.url, ledger, { assessment: mine, question }));
      let backAfter = 0;
      await whileSaving(savers, async () => {
        await product.until(() => ledger.acknowledged.length > CLIENTS, 'answers that are saved');
        volume?.fill();
        const refused = await program.send(upload(theirs, first, token));
        expect(refusal(refused)).toEqual([503, true]);
        // Reading goes on, and so do saves for which there is room in the pages that are there.
        await program.get(theirs, `/api/assessments/${theirs.id}/answers`);
        for (let sent = 0; sent < UPLOADS; sent += AT_ONCE) {
          const replies = Array.from({ length: AT_ONCE }, () => program.send(upload(theirs, first, token)));
          for (const reply of await Promise.all(replies)) expect(refusal(reply)).toEqual([503, true]);
        }
        volume?.makeRoom();
        const since = Date.now();
        await product.until(() => ledger.lastAcknowledgedAt > since, 'answers that are saved again');
        backAfter = Date.now() - since;
      });
      expect(await product.rows('SELECT id FROM file')).toEqual([]);
      expect(await ledger.faults(product, [mine])).toEqual([]);
      expect(ledger.other('200', '201', '412', '428', '503')).toEqual([]);
      expect(ledger.withoutRetryAfter).toBe(0);
      expect(backAfter).toBeLessThan(BACK_WITHIN_MS);
      await program.ask(upload(theirs, first, token));
    },
    LONG,
  );
});
