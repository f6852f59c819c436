//! SVG that stands alone: presentation attributes only, so that every viewer draws it the same, with what is on it in words.

use std::fmt::Write as _;

use super::{colours::Colours, words};
use crate::{
    layout::{shortened, text_width},
    picture::{Badge, ItemKind},
    scene::{Edge, Node, Point, Scene, State},
};

/// What is about as wide as Inter comes before what a system takes for itself, which may be much wider.
const FONT: &str = "Inter, 'Segoe UI', 'Helvetica Neue', Helvetica, Arial, 'Liberation Sans', system-ui, sans-serif";
const MONO: &str = "'JetBrains Mono', ui-monospace, Menlo, Consolas, monospace";
const LABEL_PX: f64 = 11.5;
const SERVICE_PX: f64 = 10.0;
const PAD: f64 = 10.0;
/// How long an arrowhead is.
const HEAD: f64 = 7.0;
/// Cosine and sine of half of an arrowhead's angle, 0.42: systems do not agree on their last places.
const HALF_HEAD: [f64; 2] = [0.913_088_940_312_308_3, 0.407_760_453_059_570_15];
/// From badge to badge.
const BADGE_STEP: f64 = 21.0;
/// How far below the border of a box the middle of a badge is, so that it leaves the service's name free.
const BADGE_DROP: f64 = 3.0;
/// Of a picture without resources.
const EMPTY: [f64; 2] = [240.0, 64.0];

pub(super) fn write(scene: &Scene, colours: &Colours) -> String {
    let [width, height] = match scene.nodes.is_empty() {
        true => EMPTY,
        // Badges stand out below their boxes.
        false => [scene.width, scene.height],
    };
    let mut svg = Svg {
        text: String::new(),
        colours,
    };
    svg.add(format_args!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" role=\"img\" \
         aria-labelledby=\"architecture-title architecture-desc\" font-family=\"{FONT}\">\n\
         <title id=\"architecture-title\">Architecture</title>\n<desc id=\"architecture-desc\">{}</desc>\n\
         <rect width=\"{width}\" height=\"{height}\" fill=\"{}\"/>\n",
        escaped(&description(scene)),
        colours.paper
    ));
    if scene.nodes.is_empty() {
        svg.text(
            &words::summary(scene),
            [width / 2.0, height / 2.0 + 4.0],
            SERVICE_PX + 2.0,
            colours.ink_soft,
            " text-anchor=\"middle\"",
        );
    }
    let open = |node: &&Node| node.kind == ItemKind::Group && !node.collapsed;
    for group in scene.nodes.iter().filter(open) {
        svg.group(group);
    }
    for edge in &scene.edges {
        svg.line(edge, &scene.curve(edge));
    }
    for node in scene.nodes.iter().filter(|node| !open(node)) {
        svg.node(node);
    }
    // Above all lines.
    for edge in &scene.edges {
        svg.name(edge);
    }
    for node in &scene.nodes {
        svg.badges(node);
    }
    svg.text.push_str("</svg>\n");
    svg.text
}

/// `Jobs, SQS queue, failing`.
fn about(node: &Node) -> String {
    let service = words::service(node);
    match node.kind {
        ItemKind::Ghost => format!("{}, {service}", node.label),
        ItemKind::Resource | ItemKind::Group => {
            format!("{}, {service}, {}", node.label, words::state(node.state))
        }
    }
}

/// Everything in words, for those who do not see it.
fn description(scene: &Scene) -> String {
    let mut text = words::summary(scene) + ".";
    for node in &scene.nodes {
        // Writing to a `String` cannot fail, here and below.
        let _ = write!(text, " {}", about(node));
        for badge in &node.badges {
            let _ = write!(text, ", with {}", badge_words(badge));
        }
        text.push('.');
    }
    let label = |id: &str| {
        scene
            .nodes
            .iter()
            .find(|node| node.id == id)
            .map_or("", |node| &node.label)
    };
    for edge in &scene.edges {
        let _ = write!(
            text,
            " {} {} {}, {}.",
            label(&edge.from),
            edge.relation,
            label(&edge.to),
            words::state(edge.state)
        );
    }
    text
}

fn badge_words(badge: &Badge) -> String {
    format!(
        "{} {}, {}",
        words::badge(badge.kind),
        badge.id,
        words::state(badge.state)
    )
}

struct Svg<'c> {
    text: String,
    colours: &'c Colours,
}

impl Svg<'_> {
    fn add(&mut self, part: std::fmt::Arguments<'_>) {
        let _ = self.text.write_fmt(part);
    }

    /// Colour, width and dashes of an outline.
    fn outline(&self, state: State) -> String {
        let (colour, width, dashes) = match state {
            State::None => (self.colours.edge, 1.15, ""),
            State::Pass => (self.colours.pass, 1.15, ""),
            State::Unknown => (self.colours.unknown, 1.15, " stroke-dasharray=\"7 2.5\""),
            State::Fail => (self.colours.fail, 1.8, ""),
            State::Ghost => (self.colours.fail, 1.4, " stroke-dasharray=\"4 3\""),
        };
        format!("stroke=\"{colour}\" stroke-width=\"{width}\"{dashes}")
    }

    fn colour(&self, state: State) -> &'static str {
        match state {
            State::None => self.colours.edge,
            State::Pass => self.colours.pass,
            State::Unknown => self.colours.unknown,
            State::Fail | State::Ghost => self.colours.fail,
        }
    }

    fn text(&mut self, text: &str, at: Point, size: f64, colour: &str, more: &str) {
        let [x, y] = at.map(tenth);
        self.add(format_args!(
            "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\" fill=\"{colour}\"{more}>{}</text>\n",
            escaped(text)
        ));
    }

    /// The whole name, where a box only has room for a part.
    fn title(&mut self, node: &Node) {
        self.add(format_args!("<title>{}</title>\n", escaped(&about(node))));
    }

    fn group(&mut self, node: &Node) {
        let (x, y) = (node.x, node.y);
        self.text.push_str("<g>");
        self.title(node);
        let outline = match node.state {
            State::None => format!("stroke=\"{}\" stroke-width=\"1.15\"", self.colours.rule),
            state => self.outline(state),
        };
        self.add(format_args!(
            "<rect x=\"{x}\" y=\"{y}\" width=\"{}\" height=\"{}\" rx=\"10\" fill=\"{}\" fill-opacity=\"0.6\" {outline}/>\n",
            node.width, node.height, self.colours.surface
        ));
        let label = shortened(&node.label, node.width - 2.0 * PAD - 20.0, LABEL_PX);
        let after = PAD + text_width(&label, LABEL_PX) + 8.0;
        self.text(
            &label,
            [x + PAD, y + 19.0],
            LABEL_PX,
            self.colours.ink,
            " font-weight=\"600\"",
        );
        let service = words::service(node);
        if after + text_width(&service, SERVICE_PX) + 24.0 < node.width {
            self.text(
                &service,
                [x + after, y + 19.0],
                SERVICE_PX,
                self.colours.ink_soft,
                "",
            );
        }
        self.mark(node.state, [x + node.width - 13.0, y + 14.0]);
        self.text.push_str("</g>\n");
    }

    fn node(&mut self, node: &Node) {
        let (x, y, ghost) = (node.x, node.y, node.kind == ItemKind::Ghost);
        self.text.push_str("<g>");
        self.title(node);
        let state = if ghost { State::Ghost } else { node.state };
        let outline = self.outline(state);
        let fill = if ghost {
            self.colours.paper
        } else {
            self.colours.raised
        };
        if node.collapsed {
            // A second sheet behind it.
            self.add(format_args!(
                "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"7\" fill=\"{fill}\" {outline}/>\n",
                x + 4.0,
                y - 4.0,
                node.width - 4.0,
                node.height
            ));
        }
        self.add(format_args!(
            "<rect x=\"{x}\" y=\"{y}\" width=\"{}\" height=\"{}\" rx=\"7\" fill=\"{fill}\" {outline}/>\n",
            node.width, node.height
        ));
        let room = node.width - 2.0 * PAD;
        let middle = y + node.height / 2.0;
        let (strong, soft) = match ghost {
            true => (self.colours.fail, self.colours.fail),
            false => (self.colours.ink, self.colours.ink_soft),
        };
        let label = shortened(&node.label, room - 14.0, LABEL_PX);
        self.text(
            &label,
            [x + PAD, middle - 4.0],
            LABEL_PX,
            strong,
            " font-weight=\"600\"",
        );
        let service = shortened(&words::service(node), room, SERVICE_PX);
        self.text(&service, [x + PAD, middle + 12.0], SERVICE_PX, soft, "");
        if !ghost {
            self.mark(node.state, [x + node.width - 13.0, y + 13.0]);
        }
        self.text.push_str("</g>\n");
    }

    /// The sign of a state: told apart by shape as well as colour.
    fn mark(&mut self, state: State, [x, y]: Point) {
        let colour = self.colour(state);
        match state {
            State::None | State::Ghost => {}
            State::Pass => self.add(format_args!(
                "<path d=\"M{} {}L{} {}L{} {}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"1.75\"/>\n",
                x - 4.0, y + 0.2, x - 1.2, y + 3.0, x + 4.0, y - 3.0
            )),
            State::Fail => {
                let surface = self.colours.surface;
                self.add(format_args!(
                    "<circle cx=\"{x}\" cy=\"{y}\" r=\"6\" fill=\"{colour}\"/><path d=\"M{} {}L{} {}M{} {}L{} {}\" stroke=\"{surface}\" stroke-width=\"1.6\"/>\n",
                    x - 2.2, y - 2.2, x + 2.2, y + 2.2, x + 2.2, y - 2.2, x - 2.2, y + 2.2
                ));
            }
            State::Unknown => {
                self.add(format_args!("<circle cx=\"{x}\" cy=\"{y}\" r=\"5.5\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"1.15\"/>"));
                self.text("?", [x, y + 3.2], 9.0, colour, " font-weight=\"600\" text-anchor=\"middle\"");
            }
        }
    }

    fn line(&mut self, edge: &Edge, pieces: &[[Point; 4]]) {
        let Some(first) = edge.points.first() else {
            return;
        };
        let mut path = format!("M{} {}", first[0], first[1]);
        for [_, one, two, to] in pieces {
            let figures = [one[0], one[1], two[0], two[1], to[0], to[1]].map(tenth);
            let [a, b, c, d, e, f] = figures;
            let _ = write!(path, "C{a} {b} {c} {d} {e} {f}");
        }
        let outline = self.outline(edge.state);
        self.add(format_args!(
            "<path d=\"{path}\" fill=\"none\" {outline}/>\n"
        ));
        let Some([from, one, two, tip]) = pieces.last() else {
            return;
        };
        // Where it comes from: the last handle, or what is before it when that lies on the tip.
        let back = [two, one, from]
            .into_iter()
            .find(|point| far(**point, *tip))
            .unwrap_or(from);
        let [x, y] = ahead(*back, *tip);
        // Turned by half of the head's angle to one side and to the other.
        let corner = |aside: f64| {
            [
                tip[0] - HEAD * (x * HALF_HEAD[0] - y * aside),
                tip[1] - HEAD * (y * HALF_HEAD[0] + x * aside),
            ]
            .map(tenth)
        };
        let ([a, b], [c, d]) = (corner(HALF_HEAD[1]), corner(-HALF_HEAD[1]));
        let colour = self.colour(edge.state);
        self.add(format_args!(
            "<path d=\"M{} {}L{a} {b}L{c} {d}Z\" fill=\"{colour}\"/>\n",
            tip[0], tip[1]
        ));
    }

    fn name(&mut self, edge: &Edge) {
        let [x, y] = edge.label_at;
        let colour = match edge.state {
            State::Fail | State::Ghost => self.colours.fail,
            State::None | State::Pass | State::Unknown => self.colours.ink_soft,
        };
        let more = format!(
            " font-family=\"{MONO}\" text-anchor=\"middle\" paint-order=\"stroke\" stroke=\"{}\" stroke-width=\"4\" stroke-linejoin=\"round\"",
            self.colours.paper
        );
        self.text(edge.relation, [x, y + 3.0], 9.5, colour, &more);
    }

    fn badges(&mut self, node: &Node) {
        let fit = (((node.width - 8.0) / BADGE_STEP) as usize).max(1);
        let shown = if node.badges.len() > fit {
            fit - 1
        } else {
            node.badges.len()
        };
        let rest = node.badges.get(shown..).unwrap_or_default();
        let count = shown + usize::from(!rest.is_empty());
        let y = node.y + node.height + BADGE_DROP;
        let left =
            |place: usize| node.x + node.width - 12.0 - (count - 1 - place) as f64 * BADGE_STEP;
        for (place, badge) in node.badges.iter().take(shown).enumerate() {
            let letter: String = words::badge(badge.kind).chars().take(1).collect();
            self.badge(
                &badge_words(badge),
                badge.state,
                [left(place), y],
                &letter.to_uppercase(),
            );
        }
        if !rest.is_empty() {
            let all: Vec<String> = rest.iter().map(badge_words).collect();
            self.badge(
                &all.join("; "),
                State::None,
                [left(shown), y],
                &format!("+{}", rest.len()),
            );
        }
    }

    fn badge(&mut self, words: &str, state: State, [x, y]: Point, sign: &str) {
        let outline = self.outline(state);
        let raised = self.colours.raised;
        self.add(format_args!(
            "<g><title>{}</title><circle cx=\"{x}\" cy=\"{y}\" r=\"9\" fill=\"{raised}\" {outline}/>",
            escaped(words)
        ));
        let ink = self.colours.ink_soft;
        self.text(
            sign,
            [x, y + 3.0],
            8.5,
            ink,
            " font-weight=\"600\" text-anchor=\"middle\"",
        );
        self.text.push_str("</g>\n");
    }
}

fn far(one: Point, other: Point) -> bool {
    (one[0] - other[0]).abs() + (one[1] - other[1]).abs() > 1.0
}

/// The direction from one point to another, one pixel long; to the right where they are the same.
fn ahead(from: Point, to: Point) -> Point {
    let [dx, dy] = [to[0] - from[0], to[1] - from[1]];
    let length = (dx * dx + dy * dy).sqrt();
    match length > 0.0 {
        true => [dx / length, dy / length],
        false => [1.0, 0.0],
    }
}

fn tenth(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

/// Text in XML.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for sign in words::visible(text).chars() {
        match sign {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            sign => escaped.push(sign),
        }
    }
    escaped
}
