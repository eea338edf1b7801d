/** Miles over the ground between two positions (haversine on a mean-radius sphere). */
export function milesBetween(
  a: { latitude: number; longitude: number },
  b: { latitude: number; longitude: number },
): number {
  const rise = radians(b.latitude - a.latitude);
  const run = radians(b.longitude - a.longitude);
  const h =
    Math.sin(rise / 2) ** 2 + Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * Math.sin(run / 2) ** 2;
  return 2 * EARTH_RADIUS_MILES * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** A distance as people say it. Positions are the middle of a neighbourhood, so nothing finer is true. */
export function milesInWords(miles: number): string {
  if (miles < 0.35) return 'Less than a third of a mile away';
  const said = miles < 10 ? Math.round(miles * 10) / 10 : Math.round(miles);
  return `About ${said} ${said === 1 ? 'mile' : 'miles'} away`;
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}

const EARTH_RADIUS_MILES = 3958.76;
