/** Which screen is shown, kept in the address after `#`, so that back, forward and reload work. */

export type Route =
  | { name: 'missions' }
  | { name: 'mission'; missionId: string }
  | { name: 'progress' }
  | { name: 'settings' }
  | { name: 'welcome' };

export function parseRoute(hash: string): Route {
  const [name = '', id] = hash.replace(/^#\/?/, '').split('/');
  switch (name) {
    case 'mission':
      return id ? { name, missionId: decode(id) } : { name: 'missions' };
    case 'progress':
    case 'settings':
    case 'welcome':
      return { name };
    default:
      return { name: 'missions' };
  }
}

export function hrefOf(route: Route): string {
  return route.name === 'mission' ? `#/mission/${encodeURIComponent(route.missionId)}` : `#/${route.name}`;
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
