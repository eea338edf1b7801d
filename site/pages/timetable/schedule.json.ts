import type { APIRoute } from 'astro';
import { directory } from '../../directory.ts';

/** The schedule that pages ask for the visitor's own day: the same file for everybody. */
export const GET: APIRoute = () => Response.json(directory.schedule);
