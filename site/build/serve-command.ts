import { fileURLToPath } from 'node:url';
import { serveSite } from './serve.ts';

/* Serves what was last built, without building. */
const dist = process.env.DIST ?? fileURLToPath(new URL('../../dist', import.meta.url));
const { address } = await serveSite(dist, Number(process.env.PORT ?? 4321));
console.log(`Serving ${dist} at ${address}`);
