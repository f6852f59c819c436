//! The picture of a template, and taking it along.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

dto! {
    /// Asks for a picture.
    struct GetDiagram {
        /// The mission.
        mission_id: String,
        /// The attempt that is drawn; otherwise the newest, before the start the starter.
        #[ts(type = "number | null")]
        attempt_id: Option<i64>,
        /// The ids of the groups that are folded.
        collapsed: Vec<String>,
    }

    /// A picture with a place for everything in it, in pixels at 100 %.
    struct SceneDto {
        /// Groups before what they hold; ghosts last.
        nodes: Vec<SceneNodeDto>,
        /// In a fixed order.
        edges: Vec<SceneEdgeDto>,
        /// Of everything.
        width: f64,
        /// Of everything.
        height: f64,
    }

    /// A box.
    struct SceneNodeDto {
        /// The logical id; something else for what is missing.
        id: String,
        /// What is written on it.
        label: String,
        /// The CloudFormation type; may be empty for what is missing.
        r#type: String,
        /// The service in words.
        service: String,
        /// The name of its Lucide glyph, in kebab case.
        glyph: String,
        /// What kind of box it is.
        kind: SceneKindDto,
        /// Left edge.
        x: f64,
        /// Upper edge.
        y: f64,
        /// Width.
        width: f64,
        /// Height.
        height: f64,
        /// How it stands.
        state: SceneStateDto,
        /// The group that it lies in.
        parent: Option<String>,
        /// Whether it is a group whose members are folded into it.
        collapsed: bool,
        /// How many resources a folded group holds.
        holds: u32,
        /// Roles, log groups and the like that belong to it.
        badges: Vec<SceneBadgeDto>,
        /// The ids of the criteria that are about it.
        criteria: Vec<String>,
        /// Where it is written, from 1.
        line: Option<u32>,
        /// From 1.
        column: Option<u32>,
    }

    /// A resource that is drawn as a sign on what uses it.
    struct SceneBadgeDto {
        /// What it is.
        kind: SceneBadgeKindDto,
        /// Its logical id.
        id: String,
        /// Its type.
        r#type: String,
        /// How it stands.
        state: SceneStateDto,
        /// The ids of the criteria that are about it.
        criteria: Vec<String>,
        /// Where it is written, from 1.
        line: u32,
        /// From 1.
        column: u32,
    }

    /// A line from one box to another.
    struct SceneEdgeDto {
        /// Unique, and the same from save to save.
        id: String,
        /// A node's id.
        from: String,
        /// A node's id.
        to: String,
        /// The relation's name as in criteria.
        relation: String,
        /// How it stands.
        state: SceneStateDto,
        /// From border to border; at least two.
        points: Vec<[f64; 2]>,
        /// The middle of its label.
        label_at: [f64; 2],
        /// How wide its label is.
        label_width: f64,
        /// The connector that makes it, when it is a resource of its own.
        via: Option<String>,
        /// The ids of the criteria that are about it.
        criteria: Vec<String>,
        /// Where it is written, from 1.
        line: Option<u32>,
        /// From 1.
        column: Option<u32>,
    }

    /// Takes a picture along.
    struct ExportDiagram {
        /// The mission.
        mission_id: String,
        /// The attempt that is drawn; otherwise the newest.
        #[ts(type = "number | null")]
        attempt_id: Option<i64>,
        /// The ids of the groups that are folded.
        collapsed: Vec<String>,
        /// In which form.
        format: DiagramFormatDto,
        /// The file that is written, absolute; without one the text is given back.
        path: Option<String>,
        /// The picture in base64, for `png`: the window makes it.
        png: Option<String>,
    }

    /// A picture that was taken along: one of the two.
    struct ExportedDiagramDto {
        /// The file.
        path: Option<String>,
        /// The text.
        text: Option<String>,
    }

    /// Asks for the learner's own icons.
    struct GetIcons {
        /// Resource types.
        types: Vec<String>,
    }

    /// The learner's own icons; types without one are left out.
    struct IconListDto {
        /// In the order of the request.
        icons: Vec<IconDto>,
    }

    /// An icon of the learner's folder.
    struct IconDto {
        /// The resource type.
        r#type: String,
        /// An SVG or PNG as a data URL.
        data_url: String,
    }
}

words! {
    /// What kind of box it is.
    enum SceneKindDto {
        /// A resource of the template.
        Resource,
        /// A resource that holds others.
        Group,
        /// What a criterion asks for and the template does not have.
        Ghost,
    }

    /// How something stands.
    enum SceneStateDto {
        /// No criterion is about it.
        None,
        /// Every criterion about it is met.
        Pass,
        /// A criterion about it cannot be decided.
        Unknown,
        /// A criterion about it is not met.
        Fail,
        /// It is not there, and a criterion asks for it.
        Ghost,
    }

    /// What a badge stands for.
    enum SceneBadgeKindDto {
        /// A role and its policies.
        Role,
        /// A resource policy.
        Policy,
        /// A log group.
        Logs,
        /// A KMS key.
        Key,
        /// A security group.
        Guard,
    }

    /// A form in which a picture is taken along.
    enum DiagramFormatDto {
        /// A drawing for a light page.
        Svg,
        /// A drawing for a dark page.
        SvgDark,
        /// Pixels.
        Png,
        /// Mermaid.
        Mermaid,
        /// Graphviz.
        Dot,
        /// The scene.
        Json,
        /// Lines of text.
        Text,
    }
}
