/// <reference types="astro/client" />

declare namespace App {
  interface Locals {
    /** The desk, opened by the server. */
    desk: import('./desk.ts').Desk;
    /** Everything that can be done at the desk. */
    act: import('./actions/all.ts').Actions;
    /** The network address of the browser. */
    address: string;
    /** Who is signed in. */
    person: import('./people/roles.ts').Person | undefined;
  }
}
