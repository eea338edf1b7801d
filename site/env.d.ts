import 'astro';

declare module 'astro' {
  interface AstroClientDirectives {
    /** Loads an island when a visitor asks for it: see site/build/asked.ts. */
    'client:asked'?: boolean;
  }
}

declare global {
  /** True in pages that may count searches which found nothing: see site/build/learning-flag.ts. */
  const __LEARNING__: boolean;
}
