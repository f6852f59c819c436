//! A small mission in every form.

use diagram::{
    Badge, BadgeKind, Connection, Item, ItemKind, Picture, Scene, State, lay_out, to_dot, to_json,
    to_mermaid, to_svg, to_text,
};
use expect_test::expect;

pub(crate) fn item(id: &str, type_name: &str, state: State) -> Item {
    Item {
        id: id.to_owned(),
        label: id.to_owned(),
        type_name: type_name.to_owned(),
        kind: ItemKind::Resource,
        state,
        parent: None,
        collapsed: false,
        holds: 0,
        badges: Vec::new(),
        criteria: Vec::new(),
        place: Some((3, 3)),
    }
}

pub(crate) fn line(from: usize, to: usize, relation: &'static str, state: State) -> Connection {
    Connection {
        id: format!("{from} {relation} {to}"),
        from,
        to,
        relation,
        state,
        via: None,
        criteria: Vec::new(),
        place: None,
    }
}

/// A queue whose dead letters are missing, and a function in a subnet that works it off.
pub(crate) fn mission() -> Picture {
    let mut worker = item("Worker", "AWS::Lambda::Function", State::Pass);
    worker.parent = Some(0);
    worker.criteria = vec!["runtime".to_owned()];
    worker.badges = vec![Badge {
        kind: BadgeKind::Role,
        id: "WorkerRole".to_owned(),
        type_name: "AWS::IAM::Role".to_owned(),
        state: State::Unknown,
        criteria: Vec::new(),
        line: 30,
        column: 5,
    }];
    let mut subnet = item("Private", "AWS::EC2::Subnet", State::None);
    subnet.kind = ItemKind::Group;
    let mut dead = item("ghost:aside:dead", "AWS::SQS::Queue", State::Ghost);
    dead.kind = ItemKind::Ghost;
    dead.label = "dead-letter queue".to_owned();
    let mut by_mapping = line(1, 2, "delivers", State::Pass);
    by_mapping.via = Some("Mapping".to_owned());
    Picture {
        items: vec![
            subnet,
            item("Jobs", "AWS::SQS::Queue", State::Fail),
            worker,
            dead,
        ],
        connections: vec![by_mapping, line(1, 3, "deadLettersTo", State::Ghost)],
    }
}

fn scene() -> Scene {
    lay_out(&mission(), None).0
}

#[test]
fn json() {
    expect![[r#"{"nodes":[{"id":"Private","label":"Private","type":"AWS::EC2::Subnet","service":"Subnet","glyph":"network","kind":"group","x":254.0,"y":36.0,"width":162.0,"height":100.0,"state":"none","line":3,"column":3},{"id":"Jobs","label":"Jobs","type":"AWS::SQS::Queue","service":"SQS queue","glyph":"inbox","kind":"resource","x":16.0,"y":16.0,"width":146.0,"height":46.0,"state":"fail","line":3,"column":3},{"id":"Worker","label":"Worker","type":"AWS::Lambda::Function","service":"Lambda function","glyph":"square-function","kind":"resource","x":272.0,"y":72.0,"width":126.0,"height":46.0,"state":"pass","parent":"Private","badges":[{"kind":"role","id":"WorkerRole","type":"AWS::IAM::Role","state":"unknown","line":30,"column":5}],"criteria":["runtime"],"line":3,"column":3},{"id":"ghost:aside:dead","label":"dead-letter queue","type":"AWS::SQS::Queue","service":"SQS queue","glyph":"inbox","kind":"ghost","x":16.0,"y":110.0,"width":146.0,"height":46.0,"state":"ghost","line":3,"column":3}],"edges":[{"id":"1 delivers 2","from":"Jobs","to":"Worker","relation":"delivers","state":"pass","points":[[162.0,39.0],[272.0,95.0]],"labelAt":[217.0,67.0],"labelWidth":52.0,"via":"Mapping"},{"id":"1 deadLettersTo 3","from":"Jobs","to":"ghost:aside:dead","relation":"deadLettersTo","state":"ghost","points":[[89.0,62.0],[89.0,110.0]],"labelAt":[89.0,86.0],"labelWidth":81.0}],"width":432.0,"height":172.0}"#]].assert_eq(&to_json(&scene()));
}

#[test]
fn svg() {
    expect![[r##"
        <svg xmlns="http://www.w3.org/2000/svg" width="432" height="172" viewBox="0 0 432 172" role="img" aria-labelledby="architecture-title architecture-desc" font-family="Inter, 'Segoe UI', 'Helvetica Neue', Helvetica, Arial, 'Liberation Sans', system-ui, sans-serif">
        <title id="architecture-title">Architecture</title>
        <desc id="architecture-desc">5 resources, 1 connection; 2 passing, 1 failing, 1 undecided, 1 missing. Private, Subnet, not asked about. Jobs, SQS queue, failing. Worker, Lambda function, passing, with role WorkerRole, undecided. dead-letter queue, missing. Jobs delivers Worker, passing. Jobs deadLettersTo dead-letter queue, missing.</desc>
        <rect width="432" height="172" fill="#f6f5f1"/>
        <g><title>Private, Subnet, not asked about</title>
        <rect x="254" y="36" width="162" height="100" rx="10" fill="#fffefb" fill-opacity="0.6" stroke="#cfcabd" stroke-width="1.15"/>
        <text x="264" y="55" font-size="11.5" fill="#1d2430" font-weight="600">Private</text>
        <text x="318.8" y="55" font-size="10" fill="#646c7b">Subnet</text>
        </g>
        <path d="M162 39C217 39 217 95 272 95" fill="none" stroke="#12764a" stroke-width="1.15"/>
        <path d="M272 95L265.6 92.1L265.6 97.9Z" fill="#12764a"/>
        <path d="M89 62C89 62 89 110 89 110" fill="none" stroke="#b3312c" stroke-width="1.4" stroke-dasharray="4 3"/>
        <path d="M89 110L91.9 103.6L86.1 103.6Z" fill="#b3312c"/>
        <g><title>Jobs, SQS queue, failing</title>
        <rect x="16" y="16" width="146" height="46" rx="7" fill="#ffffff" stroke="#b3312c" stroke-width="1.8"/>
        <text x="26" y="35" font-size="11.5" fill="#1d2430" font-weight="600">Jobs</text>
        <text x="26" y="51" font-size="10" fill="#646c7b">SQS queue</text>
        <circle cx="149" cy="29" r="6" fill="#b3312c"/><path d="M146.8 26.8L151.2 31.2M151.2 26.8L146.8 31.2" stroke="#fffefb" stroke-width="1.6"/>
        </g>
        <g><title>Worker, Lambda function, passing</title>
        <rect x="272" y="72" width="126" height="46" rx="7" fill="#ffffff" stroke="#12764a" stroke-width="1.15"/>
        <text x="282" y="91" font-size="11.5" fill="#1d2430" font-weight="600">Worker</text>
        <text x="282" y="107" font-size="10" fill="#646c7b">Lambda function</text>
        <path d="M381 85.2L383.8 88L389 82" fill="none" stroke="#12764a" stroke-width="1.75"/>
        </g>
        <g><title>dead-letter queue, missing</title>
        <rect x="16" y="110" width="146" height="46" rx="7" fill="#f6f5f1" stroke="#b3312c" stroke-width="1.4" stroke-dasharray="4 3"/>
        <text x="26" y="129" font-size="11.5" fill="#b3312c" font-weight="600">dead-letter queue</text>
        <text x="26" y="145" font-size="10" fill="#b3312c">missing</text>
        </g>
        <text x="217" y="70" font-size="9.5" fill="#646c7b" font-family="'JetBrains Mono', ui-monospace, Menlo, Consolas, monospace" text-anchor="middle" paint-order="stroke" stroke="#f6f5f1" stroke-width="4" stroke-linejoin="round">delivers</text>
        <text x="89" y="89" font-size="9.5" fill="#b3312c" font-family="'JetBrains Mono', ui-monospace, Menlo, Consolas, monospace" text-anchor="middle" paint-order="stroke" stroke="#f6f5f1" stroke-width="4" stroke-linejoin="round">deadLettersTo</text>
        <g><title>role WorkerRole, undecided</title><circle cx="386" cy="121" r="9" fill="#ffffff" stroke="#855700" stroke-width="1.15" stroke-dasharray="7 2.5"/><text x="386" y="124" font-size="8.5" fill="#646c7b" font-weight="600" text-anchor="middle">R</text>
        </g>
        </svg>
    "##]].assert_eq(&to_svg(&scene(), false));
}

#[test]
fn dark_svg_has_other_colours_and_nothing_else() {
    let (light, dark) = (to_svg(&scene(), false), to_svg(&scene(), true));
    let bare = |svg: &str| {
        let mut parts = svg.split('#');
        let first = parts.next().unwrap_or_default().to_owned();
        // What follows a colour's six digits.
        parts.fold(first, |text, part| text + part.get(6..).unwrap_or_default())
    };
    assert_ne!(light, dark, "the pages are not alike");
    assert_eq!(bare(&light), bare(&dark), "only colours differ");
}

#[test]
fn mermaid() {
    expect![[r#"
        flowchart LR
          subgraph n0["Private<br/>Subnet"]
            n2["✓ Worker<br/>Lambda function<br/>+ role WorkerRole, undecided"]
          end
          n1["✗ Jobs<br/>SQS queue"]
          n3["dead-letter queue<br/>missing<br/>AWS::SQS::Queue"]
          n1 -->|"✓ delivers"| n2
          n1 -.->|"deadLettersTo"| n3
          linkStyle 0 stroke:#2f9e6a
          linkStyle 1 stroke:#d0524b
          classDef pass stroke:#2f9e6a
          class n2 pass
          classDef fail stroke:#d0524b
          class n1 fail
          classDef missing stroke:#d0524b,stroke-dasharray:4 3
          class n3 missing
    "#]]
    .assert_eq(&to_mermaid(&scene()));
}

#[test]
fn dot() {
    expect![[r##"
        digraph architecture {
          rankdir=LR;
          compound=true;
          node [shape=box, style=rounded, fontname="Helvetica", fontsize=11];
          edge [fontname="Helvetica", fontsize=9];
          subgraph cluster_n0 {
            label="Private\nSubnet"; color="#8c8776";
            n0 [shape=point, style=invis, width=0, label=""];
            n2 [label="Worker\nLambda function, passing\n+ role WorkerRole, undecided", color="#12764a"];
          }
          n1 [label="Jobs\nSQS queue, failing", color="#b3312c", penwidth=2];
          n3 [label="dead-letter queue\nmissing", color="#b3312c", style="dashed"];
          n1 -> n2 [label="delivers, passing", color="#12764a"];
          n1 -> n3 [label="deadLettersTo, missing", color="#b3312c", style="dashed"];
        }
    "##]]
    .assert_eq(&to_dot(&scene()));
}

#[test]
fn text() {
    expect![[r#"
        5 resources, 1 connection; 2 passing, 1 failing, 1 undecided, 1 missing

        [ ] Private  Subnet, line 3
          [+] Worker  Lambda function, line 3
                + role WorkerRole [?]
        [x] Jobs  SQS queue, line 3
              --delivers--> Worker [+]
              ..deadLettersTo..> dead-letter queue [!]
        [!] dead-letter queue  missing

        [+] passing   [x] failing   [?] undecided   [!] missing
    "#]]
    .assert_eq(&to_text(&scene(), 80));
    expect![[r#"
        5 resources, 1...ed, 1 missing

        [ ] Private  Subne...ine 3
          [+] Worker  Lambd...ne 3
                + role WorkerRole [?]
        [x] Jobs  SQS q...ine 3
              --delivers--> Worker [+]
              ..deadLettersTo..> ... [!]
        [!] dead-letter queue  missing

        [+] passing   ...  [!] missing
    "#]]
    .assert_eq(&to_text(&scene(), 10));
}

#[test]
fn nothing() {
    let none = Picture {
        items: Vec::new(),
        connections: Vec::new(),
    };
    let (scene, _) = lay_out(&none, None);
    expect![[r##"
        {"nodes":[],"edges":[],"width":0.0,"height":0.0}
        flowchart LR
          none["No resources"]

        digraph architecture {
          rankdir=LR;
          compound=true;
          node [shape=box, style=rounded, fontname="Helvetica", fontsize=11];
          edge [fontname="Helvetica", fontsize=9];
          none [label="No resources", shape=plaintext];
        }

        No resources

        <svg xmlns="http://www.w3.org/2000/svg" width="240" height="64" viewBox="0 0 240 64" role="img" aria-labelledby="architecture-title architecture-desc" font-family="Inter, 'Segoe UI', 'Helvetica Neue', Helvetica, Arial, 'Liberation Sans', system-ui, sans-serif">
        <title id="architecture-title">Architecture</title>
        <desc id="architecture-desc">No resources.</desc>
        <rect width="240" height="64" fill="#f6f5f1"/>
        <text x="120" y="36" font-size="12" fill="#646c7b" text-anchor="middle">No resources</text>
        </svg>
    "##]].assert_eq(
        &[
            to_json(&scene),
            to_mermaid(&scene),
            to_dot(&scene),
            to_text(&scene, 80),
            to_svg(&scene, false),
        ]
        .join("\n"),
    );
}

#[test]
fn a_summary_counts_each_resource_once_and_what_is_folded_away() {
    let guard = Badge {
        kind: BadgeKind::Guard,
        id: "Guard".to_owned(),
        type_name: "AWS::EC2::SecurityGroup".to_owned(),
        state: State::Fail,
        criteria: Vec::new(),
        line: 9,
        column: 3,
    };
    let mut items: Vec<Item> = (0..36)
        .map(|number| {
            let mut server = item(
                &format!("Server{number}"),
                "AWS::EC2::Instance",
                State::None,
            );
            server.badges = vec![guard.clone()];
            server
        })
        .collect();
    let mut network = item("Network", "AWS::EC2::VPC", State::None);
    network.collapsed = true;
    network.holds = 6;
    network.kind = ItemKind::Group;
    items.push(network);
    let picture = Picture {
        items,
        connections: Vec::new(),
    };
    let text = to_text(&lay_out(&picture, None).0, 100);
    assert_eq!(
        text.lines().next(),
        Some("44 resources, 0 connections; 1 failing"),
        "36 servers, their one security group, the network and the 6 in it"
    );
}
