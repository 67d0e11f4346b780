import { RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { ModulesContainer } from '@nestjs/core';
import type { TestWeb } from './web.js';

/** Every route that the web application listens on, e.g. `POST /sign-in`. */
export function routesOf({ app }: TestWeb): readonly string[] {
  const modules = [...app.get(ModulesContainer).values()];
  const controllers = new Set(
    modules.flatMap((module) => [...module.controllers.values()].map(({ metatype }) => metatype)),
  );
  return [...controllers].flatMap((controller) => {
    if (typeof controller !== 'function') return [];
    const prefix = String(Reflect.getMetadata(PATH_METADATA, controller) ?? '');
    const prototype = controller.prototype as Readonly<Record<string, unknown>>;
    return Object.getOwnPropertyNames(prototype).flatMap((name) => {
      const handler = Object.getOwnPropertyDescriptor(prototype, name)?.value as object | undefined;
      const method = handler === undefined ? undefined : (Reflect.getMetadata(METHOD_METADATA, handler) as unknown);
      if (handler === undefined || typeof method !== 'number') return [];
      const paths = [Reflect.getMetadata(PATH_METADATA, handler) as string | readonly string[]].flat();
      return paths.map((path) => `${RequestMethod[method]} ${`/${prefix}/${path}`.replace(/\/+/g, '/')}`);
    });
  });
}

const SAFE = ['GET', 'HEAD', 'OPTIONS'];
export const isMutating = (route: string): boolean => !SAFE.includes(route.split(' ')[0] ?? '');
