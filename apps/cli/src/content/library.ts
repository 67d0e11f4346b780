import path from 'node:path';
import type { Config } from '@isonomia/config';
import { type ContentFolders, ContentLibrary, PracticeFiles, QuizFiles } from '@isonomia/content';

export const contentFolders = ({ root }: Pick<Config, 'root'>): ContentFolders => ({
  content: path.join(root, 'libs', 'content'),
});

export const contentLibrary = (config: Pick<Config, 'root'>): ContentLibrary =>
  new ContentLibrary(contentFolders(config));

export const practiceFiles = (config: Pick<Config, 'root'>): PracticeFiles => new PracticeFiles(contentFolders(config));

export const quizFiles = (config: Pick<Config, 'root'>): QuizFiles => new QuizFiles(contentFolders(config));
