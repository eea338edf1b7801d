import type { LatLng } from '../content/model/places.ts';

/**
 * National Grid eastings and northings in metres -> WGS84 degrees.
 *
 * The 7-parameter Helmert transformation of Ordnance Survey's 'A guide to
 * coordinate systems in Great Britain' (annexes B and C, sections 6.6): right to
 * about 5 metres, which is less than the size of a postcode.
 */
export function fromNationalGrid(easting: number, northing: number): LatLng {
  return wgs84FromCartesian(helmert(cartesianFromAiry(airyFromGrid(easting, northing))));
}

/** Undoes the Transverse Mercator projection: grid metres -> latitude and longitude (radians) on Airy 1830. */
function airyFromGrid(easting: number, northing: number): { lat: number; lng: number } {
  const { a, b } = AIRY;
  const n = (a - b) / (a + b);
  let lat = LAT0;
  let arc = 0;
  do {
    lat += (northing - N0 - arc) / (a * F0);
    arc = meridionalArc(lat, n, b);
  } while (Math.abs(northing - N0 - arc) >= 0.00001);

  const e2 = squaredEccentricity(AIRY);
  const sin2 = Math.sin(lat) ** 2;
  const nu = (a * F0) / Math.sqrt(1 - e2 * sin2);
  const rho = (a * F0 * (1 - e2)) / (1 - e2 * sin2) ** 1.5;
  const eta2 = nu / rho - 1;
  const [t, sec, d] = [Math.tan(lat), 1 / Math.cos(lat), easting - E0];
  const [t2, t4, t6] = [t ** 2, t ** 4, t ** 6];

  const VII = t / (2 * rho * nu);
  const VIII = (t / (24 * rho * nu ** 3)) * (5 + 3 * t2 + eta2 - 9 * t2 * eta2);
  const IX = (t / (720 * rho * nu ** 5)) * (61 + 90 * t2 + 45 * t4);
  const X = sec / nu;
  const XI = (sec / (6 * nu ** 3)) * (nu / rho + 2 * t2);
  const XII = (sec / (120 * nu ** 5)) * (5 + 28 * t2 + 24 * t4);
  const XIIA = (sec / (5040 * nu ** 7)) * (61 + 662 * t2 + 1320 * t4 + 720 * t6);
  return {
    lat: lat - VII * d ** 2 + VIII * d ** 4 - IX * d ** 6,
    lng: LNG0 + X * d - XI * d ** 3 + XII * d ** 5 - XIIA * d ** 7,
  };
}

function meridionalArc(lat: number, n: number, b: number): number {
  const [difference, sum] = [lat - LAT0, lat + LAT0];
  return (
    b *
    F0 *
    ((1 + n + 1.25 * n ** 2 + 1.25 * n ** 3) * difference -
      (3 * n + 3 * n ** 2 + 2.625 * n ** 3) * Math.sin(difference) * Math.cos(sum) +
      (1.875 * n ** 2 + 1.875 * n ** 3) * Math.sin(2 * difference) * Math.cos(2 * sum) -
      (35 / 24) * n ** 3 * Math.sin(3 * difference) * Math.cos(3 * sum))
  );
}

/** At height 0: the height changes the result by well under a metre. */
function cartesianFromAiry({ lat, lng }: { lat: number; lng: number }): Cartesian {
  const e2 = squaredEccentricity(AIRY);
  const nu = AIRY.a / Math.sqrt(1 - e2 * Math.sin(lat) ** 2);
  return {
    x: nu * Math.cos(lat) * Math.cos(lng),
    y: nu * Math.cos(lat) * Math.sin(lng),
    z: nu * (1 - e2) * Math.sin(lat),
  };
}

function helmert({ x, y, z }: Cartesian): Cartesian {
  const { tx, ty, tz, rx, ry, rz, scale } = OSGB36_TO_WGS84;
  return {
    x: tx + x * scale - y * rz + z * ry,
    y: ty + x * rz + y * scale - z * rx,
    z: tz - x * ry + y * rx + z * scale,
  };
}

function wgs84FromCartesian({ x, y, z }: Cartesian): LatLng {
  const e2 = squaredEccentricity(WGS84);
  const p = Math.hypot(x, y);
  let lat = Math.atan2(z, p * (1 - e2));
  // Each turn gains about three decimal digits; five are far below a millimetre.
  for (let turn = 0; turn < 5; turn++) {
    const nu = WGS84.a / Math.sqrt(1 - e2 * Math.sin(lat) ** 2);
    lat = Math.atan2(z + e2 * nu * Math.sin(lat), p);
  }
  return { lat: degrees(lat), lng: degrees(Math.atan2(y, x)) };
}

function squaredEccentricity({ a, b }: Ellipsoid): number {
  return 1 - (b * b) / (a * a);
}

function radians(angle: number): number {
  return (angle * Math.PI) / 180;
}

function degrees(angle: number): number {
  return (angle * 180) / Math.PI;
}

interface Ellipsoid {
  /** Semi-axes in metres. */
  a: number;
  b: number;
}

interface Cartesian {
  x: number;
  y: number;
  z: number;
}

const AIRY: Ellipsoid = { a: 6_377_563.396, b: 6_356_256.909 };
const WGS84: Ellipsoid = { a: 6_378_137, b: 6_356_752.314_245 };
/** The National Grid's scale on the central meridian, false origin (metres) and true origin (49° N, 2° W). */
const F0 = 0.999_601_271_7;
const [E0, N0] = [400_000, -100_000];
const [LAT0, LNG0] = [radians(49), radians(-2)];
/** Metres, radians (from seconds of arc) and scale, for OSGB36 -> WGS84. */
const OSGB36_TO_WGS84 = {
  tx: 446.448,
  ty: -125.157,
  tz: 542.06,
  rx: radians(0.1502 / 3600),
  ry: radians(0.247 / 3600),
  rz: radians(0.8421 / 3600),
  scale: 1 - 20.4894e-6,
};
