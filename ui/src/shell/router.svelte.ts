/** Which screen is shown, kept in the address after `#`, so that back, forward and reload work. */

export type Route =
  /** `part`: `new` asks for a mission. */
  | { name: 'missions'; part?: string }
  | { name: 'mission'; missionId: string }
  | { name: 'progress' }
  /** `part`: what of the screen is looked for, for example `queue`. */
  | { name: 'usage'; part?: string }
  | { name: 'settings'; part?: string }
  | { name: 'welcome' };

export function parseRoute(hash: string): Route {
  const [name = '', id] = hash.replace(/^#\/?/, '').split('/');
  switch (name) {
    case 'mission':
      return id ? { name, missionId: decode(id) } : { name: 'missions' };
    case 'missions':
    case 'usage':
    case 'settings':
      return id ? { name, part: decode(id) } : { name };
    case 'progress':
    case 'welcome':
      return { name };
    default:
      return { name: 'missions' };
  }
}

export function hrefOf(route: Route): string {
  const more = route.name === 'mission' ? route.missionId : 'part' in route ? route.part : undefined;
  return more === undefined ? `#/${route.name}` : `#/${route.name}/${encodeURIComponent(more)}`;
}

export class Router {
  #route = $state.raw<Route>(parseRoute(location.hash));

  get route(): Route {
    return this.#route;
  }

  /** Follows the address until the returned function is called. */
  listen(): () => void {
    const follow = () => (this.#route = parseRoute(location.hash));
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }

  go(route: Route): void {
    location.hash = hrefOf(route);
    this.#route = route;
  }
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    // A malformed address is a mission that does not exist, which its screen can say.
    return part;
  }
}
