import L from 'leaflet';
import leafletLooks from 'leaflet/dist/leaflet.css?url';
import ourLooks from './map.css?url';

/**
 * Draws places on a map. With no tile server set, the ground is plain and the hub areas' names stand on
 * it, so nothing is asked of anybody; the list beside the map always says the same.
 *
 * @param element where to draw it; it must have a height
 * @param options what to show; `tiles` and `attribution` come from the council record
 */
export async function openMap(element: HTMLElement, options: MapOptions): Promise<OpenMap> {
  // Asked for here, so that a page whose map nobody opens never fetches them.
  await Promise.all([leafletLooks, ourLooks].map(wear));
  const map = L.map(element, { scrollWheelZoom: false, zoomControl: true, attributionControl: true, maxZoom: 17 });
  map.attributionControl.setPrefix('');
  if (options.tiles) {
    L.tileLayer(options.tiles, { attribution: options.attribution ?? '', maxZoom: 17 }).addTo(map);
  } else {
    map.attributionControl.addAttribution('Positions only: no street map is set up');
    for (const area of options.areas ?? [])
      L.marker(at(area), { icon: areaName(area.title), interactive: false }).addTo(map);
  }
  L.control.scale({ metric: false, position: 'topright' }).addTo(map);

  const layer = L.layerGroup().addTo(map);
  const show = (next: MapOptions) => {
    layer.clearLayers();
    for (const here of byPlace(next.points)) {
      const title = inList(here.map((point) => point.title));
      L.marker(at(here[0]), { icon: PIN, title, alt: title, keyboard: true })
        .bindPopup(popup(here), POPUP)
        .addTo(layer);
    }
    if (next.here) L.marker(at(next.here), { icon: HERE, alt: 'Where you said you are', keyboard: false }).addTo(layer);
    const all = [...next.points, ...(next.here ? [next.here] : [])];
    const fallback = all.length > 0 ? all : (next.areas ?? []);
    if (fallback.length > 0) map.fitBounds(L.latLngBounds(fallback.map(at)), { padding: [40, 40], maxZoom: 13 });
  };
  show(options);
  return {
    update: (next) => show({ ...options, ...next }),
    close: () => {
      map.remove();
    },
  };
}

/** Adds a style sheet to the page once, and waits for it, so that the map is never drawn without its looks. */
function wear(sheet: string): Promise<void> {
  if (document.querySelector(`link[href="${sheet}"]`)) return Promise.resolve();
  return new Promise((resolve) => {
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.href = sheet;
    link.onload = link.onerror = () => resolve();
    document.head.append(link);
  });
}

/** Pins in one place would hide one another, so they are one pin. */
function byPlace(points: readonly Point[]): [Point, ...Point[]][] {
  const places = new Map<string, [Point, ...Point[]]>();
  for (const point of points) {
    const place = at(point).join();
    const already = places.get(place);
    if (already) already.push(point);
    else places.set(place, [point]);
  }
  return [...places.values()];
}

/** Names as they are said, the first few of many. */
function inList(names: readonly string[]): string {
  const said =
    names.length > MOST_SAID ? [...names.slice(0, MOST_SAID - 1), `${names.length - MOST_SAID + 1} more`] : names;
  return new Intl.ListFormat('en-GB').format(said);
}

/** Words are put in as text, so that a name from content can never become markup. */
function popup(points: readonly Point[]): HTMLElement {
  const box = document.createElement('div');
  for (const point of points) {
    const name = document.createElement(point.url ? 'a' : 'strong');
    name.textContent = point.title;
    if (point.url && name instanceof HTMLAnchorElement) name.href = point.url;
    const line = document.createElement('p');
    line.append(name);
    box.append(line);
    if (point.note) {
      const note = document.createElement('p');
      note.textContent = point.note;
      box.append(note);
    }
  }
  return box;
}

function areaName(title: string): L.DivIcon {
  const words = document.createElement('span');
  words.textContent = title;
  return L.divIcon({ className: 'map-area', html: words, iconSize: [120, 24] });
}

function at(place: { latitude: number; longitude: number }): [number, number] {
  return [place.latitude, place.longitude];
}

/** In pixels: room for a name on a line, and for a few names on the smallest map; the rest scrolls. */
const POPUP: L.PopupOptions = { minWidth: 180, maxWidth: 240, maxHeight: 200 };
const MOST_SAID = 4;
const PIN = L.divIcon({ className: 'map-pin', iconSize: [28, 28], iconAnchor: [14, 26], popupAnchor: [0, -24] });
const HERE = L.divIcon({ className: 'map-here', iconSize: [20, 20] });

type Point = { latitude: number; longitude: number; title: string; url?: string; note?: string };

export type MapOptions = {
  points: Point[];
  /** Where the visitor said they are. It is drawn here and goes nowhere. */
  here?: { latitude: number; longitude: number };
  /** Hub areas, named on the plain ground. */
  areas?: { latitude: number; longitude: number; title: string }[];
  tiles?: string;
  attribution?: string;
};

export type OpenMap = { update(next: Partial<MapOptions>): void; close(): void };
