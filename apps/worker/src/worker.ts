import {
  BuildRelease,
  DiscardEvidenceFile,
  type Job,
  MakeDocument,
  type MakeDocumentJob,
  MakeRegionalReport,
  MakeWorkshopPaper,
  type MakeReleaseJob,
  SendMail,
  type SendMailJob,
} from '@isonomia/application';
import type { INestApplicationContext } from '@nestjs/common';
import { describeError, note } from './log.js';

/** Takes jobs from the queue; the library behind it is the module's to know. */
export interface Jobs {
  stop(): Promise<void>;
}

/** In the words of the queue, which only the module knows. */
type Handlers = { readonly [Kind in Job['kind']]: (job: Extract<Job, { kind: Kind }>) => Promise<void> };

/** What is done for each kind of job. Throwing hands it back to the queue, which tries again later. */
export const handlersOf = (context: INestApplicationContext): Handlers => ({
  'make-document': documentMaker(context),
  'make-release': releaseBuilder(context),
  'send-mail': mailSender(context),
  'discard-evidence-file': ({ evidence }) => context.get(DiscardEvidenceFile).execute({ evidence }),
});

function documentMaker(context: INestApplicationContext): (job: MakeDocumentJob) => Promise<void> {
  const make = context.get(MakeDocument);
  const makeReport = context.get(MakeRegionalReport);
  const makePaper = context.get(MakeWorkshopPaper);
  return async ({ document, agency, report, workshop }) => {
    const began = performance.now();
    try {
      if (workshop === true) await makePaper.execute({ document });
      else if (report === true) await makeReport.execute({ document });
      else await make.execute({ document, ...(agency !== undefined && { agency }) });
      note('info', 'document made', { document, ms: Math.round(performance.now() - began) });
    } catch (error) {
      note('error', 'document failed', { document, err: describeError(error) });
      throw error;
    }
  };
}

function releaseBuilder(context: INestApplicationContext): (job: MakeReleaseJob) => Promise<void> {
  return async ({ release }) => {
    const began = performance.now();
    try {
      await context.get(BuildRelease).execute({ release });
      note('info', 'release built', { release, ms: Math.round(performance.now() - began) });
    } catch (error) {
      note('error', 'release failed', { release, err: describeError(error) });
      throw error;
    }
  };
}

/** Never whom it goes to, nor what it says. */
function mailSender(context: INestApplicationContext): (job: SendMailJob) => Promise<void> {
  const send = context.get(SendMail);
  return async ({ mail }) => {
    try {
      await send.execute({ mail });
    } catch (error) {
      note('error', 'mail not sent', { mail, err: describeError(error) });
      throw error;
    }
  };
}

/** Jobs under way are finished first; only then do pools and browser go. */
export const stopInOrder = (
  jobs: Jobs,
  ...others: readonly { close(): Promise<void> }[]
): { close(): Promise<void> } => ({
  async close() {
    await jobs.stop();
    for (const other of others) await other.close();
  },
});
