import type { APIRoute } from 'astro';
import { snapshot } from '../../build/data.ts';

/** What is in the directory and when it last changed. The next build compares itself with this. */
export const GET: APIRoute = () => Response.json(snapshot);
