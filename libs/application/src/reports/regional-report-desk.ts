import type { Practice } from '@isonomia/outcome';
import { Injectable } from '@nestjs/common';
import { verifyUrl } from '../documents/verify-url.js';
import { InstrumentLibrary } from '../ports/instrument-library.js';
import { DocumentRenderer, type PrintableDocument } from '../ports/printing.js';
import { ReleaseReader } from '../ports/release-reader.js';
import { ReportStore } from '../ports/report-store.js';
import { Installation } from '../ports/system.js';
import type { Transaction } from '../ports/unit-of-work.js';
import { PracticeShelf } from '../practices/practice-shelf.js';
import { NotFound, UnknownInstrument } from '../problems/problems.js';
import { commonRecommendations } from '../releases/common-recommendations.js';
import type { PublishedRelease } from '../releases/published-release.js';
import { toPublished } from '../releases/read-release.js';
import type { ReleaseHead } from '../releases/release.js';
import type { RegionalReport } from './report.js';

/** Gathers what goes onto the paper: the stored release, and nothing that has changed since. */
@Injectable()
export class RegionalReportDesk {
  constructor(
    private readonly releases: ReleaseReader,
    private readonly instruments: InstrumentLibrary,
    private readonly renderer: DocumentRenderer,
    private readonly installation: Installation,
    private readonly shelf: PracticeShelf,
    private readonly reports: ReportStore,
  ) {}

  /** Under the names that it was first printed under, where it was tried before. */
  async gather(tx: Transaction, { release, facts }: RegionalReport): Promise<PublishedRelease> {
    const whole = await this.releases.whole(tx, release);
    if (whole === undefined) throw new NotFound('release');
    const { instrumentId, instrumentVersion } = whole.round;
    const instrument = await this.instruments.find(instrumentId, instrumentVersion);
    if (instrument === undefined) throw new UnknownInstrument(instrumentId, instrumentVersion);
    const now = toPublished(whole, instrument);
    if (facts !== undefined) return { ...now, facts };
    return { ...now, facts: { ...now.facts, practices: await this.practices(tx, whole.head, now) } };
  }

  /** The same in every language of a release: what is added to the library later is for later releases. */
  private async practices(
    tx: Transaction,
    { id, region }: ReleaseHead,
    { release, published }: PublishedRelease,
  ): Promise<readonly Practice[]> {
    const kept = await this.reports.practicesOf(tx, id);
    if (kept !== undefined) return kept;
    const rules = new Set(commonRecommendations(release, published).map(({ rule }) => rule.id));
    const about = await this.shelf.about(tx, published, region);
    return about.filter((practice) => practice.rules.some((rule) => rules.has(rule)));
  }

  draw({ id, form, named }: RegionalReport, published: PublishedRelease): Promise<PrintableDocument> {
    const url = verifyUrl(this.installation, id);
    const options = { form, documentId: id, verifyUrl: url, ...(named !== undefined && { named }) };
    return this.renderer.regional(published, options);
  }
}
