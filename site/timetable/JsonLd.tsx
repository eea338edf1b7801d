/** Facts for machines. React writes the words of a script element as they stand; `<` is escaped already. */
export default function JsonLd({ json }: { json: string }) {
  return <script type="application/ld+json">{json}</script>;
}
