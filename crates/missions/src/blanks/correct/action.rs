//! Actions of policies.

use super::{
    Form,
    address::closed_up,
    near::only_near,
    tables::{ACTIONS, SERVICES},
};

/// `service:Action`, where an action may have stars. `own` are the actions that the mission's templates have.
pub(super) fn action(answer: &str, own: &[String]) -> Form {
    let closed = closed_up(answer)?;
    let Some((service, name)) = closed.split_once(':') else {
        return Err("has no colon in it".to_owned());
    };
    let is_word = |text: &str, also: &str| {
        !text.is_empty()
            && text
                .chars()
                .all(|char| char.is_ascii_alphanumeric() || also.contains(char))
    };
    if !is_word(service, "-") || !is_word(name, "*?") {
        return Err("is no action".to_owned());
    }
    let mut whys = Vec::new();
    if closed != answer {
        whys.push("There are no spaces in it.".to_owned());
    }
    let known_service = services(own).find(|known| *known == service);
    let service = match known_service.or_else(|| near_service(service, own)) {
        Some(known) if known != service => {
            whys.push(format!("The service is written `{known}`."));
            known
        }
        _ => service,
    };
    let names = || {
        let all = ACTIONS
            .iter()
            .copied()
            .chain(own.iter().map(String::as_str));
        all.filter_map(|known| known.split_once(':'))
            .filter(|(of, _)| *of == service)
            .map(|(_, known)| known)
    };
    let is_known = names().any(|known| known == name);
    let near = only_near(name, names()).filter(|near| is_a_slip(name, near));
    let name = match near.filter(|_| !is_known) {
        Some(known) => {
            whys.push(format!("The action is written `{known}`."));
            known
        }
        None => name,
    };
    let tidy = format!("{service}:{name}");
    Ok((tidy != answer).then(|| (tidy, whys.join(" "))))
}

/// Of three letters there are too many services; one that is not in the list must not become another.
fn near_service<'s>(service: &str, own: &'s [String]) -> Option<&'s str> {
    const SHORTEST: usize = 4;
    only_near(service, services(own))
        .filter(|near| near.len() >= SHORTEST || near.eq_ignore_ascii_case(service))
}

fn services(own: &[String]) -> impl Iterator<Item = &str> {
    let own = own.iter().filter_map(|action| action.split_once(':'));
    SERVICES
        .iter()
        .copied()
        .chain(own.map(|(service, _)| service))
}

/// AWS has `GetParameter` and `GetParameters`, and a star widens: neither is a slip of the other.
fn is_a_slip(name: &str, near: &str) -> bool {
    let singular = |text: &str| text.to_lowercase().trim_end_matches('s').to_owned();
    let same_number = name.eq_ignore_ascii_case(near) || singular(name) != singular(near);
    same_number && !name.contains(['*', '?']) && !near.contains(['*', '?'])
}
