import { NotFound, type PublishedRelease } from '@isonomia/application';
import { releaseCsv, releaseJson, releaseSdmx, releaseWorkbook, sdmxCodes } from '@isonomia/view';
import { Injectable } from '@nestjs/common';
import { Spreadsheets } from '../assessment/spreadsheets.js';
import type { Words } from '../shell/words.js';

/** `codes`: what the codes of the SDMX file stand for. */
export const RELEASE_FORMATS = ['csv', 'xlsx', 'json', 'sdmx', 'codes'] as const;
export type ReleaseFormat = (typeof RELEASE_FORMATS)[number];

export interface ReleaseFile {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

const MEDIA: Readonly<Record<ReleaseFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  json: 'application/json; charset=utf-8',
  sdmx: 'application/vnd.sdmx.data+csv; version=2.0.0',
  codes: 'text/csv; charset=utf-8',
};
const ENDING: Readonly<Record<ReleaseFormat, string>> = {
  csv: '.csv',
  xlsx: '.xlsx',
  json: '.json',
  sdmx: '-sdmx.csv',
  codes: '-sdmx-codes.csv',
};

/** A release as a file: every format from the same list of numbers. */
@Injectable()
export class ReleaseFiles {
  constructor(private readonly sheets: Spreadsheets) {}

  /** A format that nobody knows is an address that leads nowhere. */
  formatOf(typed: string): ReleaseFormat {
    const format = RELEASE_FORMATS.find((known) => known === typed);
    if (format === undefined) throw new NotFound('file');
    return format;
  }

  async write(published: PublishedRelease, format: ReleaseFormat, words: Words): Promise<ReleaseFile> {
    const { sha256 } = published.facts;
    return {
      // Named by what is in it: two releases are never taken for one another.
      name: `isonomia-release-${sha256.slice(0, 12)}${ENDING[format]}`,
      mediaType: MEDIA[format],
      bytes: await this.bytes(published, format, words),
    };
  }

  private async bytes(published: PublishedRelease, format: ReleaseFormat, words: Words): Promise<Uint8Array> {
    switch (format) {
      case 'csv':
        return this.sheets.csv(releaseCsv(published, words));
      case 'xlsx':
        return this.sheets.workbook(releaseWorkbook(published, words));
      case 'json':
        return new TextEncoder().encode(releaseJson(published));
      case 'sdmx':
        return this.sheets.csv(releaseSdmx(published, words), 'none');
      case 'codes':
        return this.sheets.csv(sdmxCodes(published, words));
    }
  }
}
