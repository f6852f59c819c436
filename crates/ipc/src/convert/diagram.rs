//! The picture of a template, as front ends see it.

use diagram::{Badge, BadgeKind, Edge, ItemKind, Node, Scene, State};
use engine::diagram::{DiagramFormat, ExportedDiagram};

use super::count;
use crate::dto::*;

impl From<Scene> for SceneDto {
    fn from(scene: Scene) -> SceneDto {
        SceneDto {
            nodes: scene.nodes.into_iter().map(Into::into).collect(),
            edges: scene.edges.into_iter().map(Into::into).collect(),
            width: scene.width,
            height: scene.height,
        }
    }
}

impl From<Node> for SceneNodeDto {
    fn from(node: Node) -> SceneNodeDto {
        SceneNodeDto {
            id: node.id,
            label: node.label,
            r#type: node.type_name,
            service: node.service,
            glyph: node.glyph.to_owned(),
            kind: match node.kind {
                ItemKind::Resource => SceneKindDto::Resource,
                ItemKind::Group => SceneKindDto::Group,
                ItemKind::Ghost => SceneKindDto::Ghost,
            },
            x: node.x,
            y: node.y,
            width: node.width,
            height: node.height,
            state: node.state.into(),
            parent: node.parent,
            collapsed: node.collapsed,
            holds: count(node.holds),
            badges: node.badges.into_iter().map(Into::into).collect(),
            criteria: node.criteria,
            line: node.line,
            column: node.column,
        }
    }
}

impl From<Badge> for SceneBadgeDto {
    fn from(badge: Badge) -> SceneBadgeDto {
        SceneBadgeDto {
            kind: match badge.kind {
                BadgeKind::Role => SceneBadgeKindDto::Role,
                BadgeKind::Policy => SceneBadgeKindDto::Policy,
                BadgeKind::Logs => SceneBadgeKindDto::Logs,
                BadgeKind::Key => SceneBadgeKindDto::Key,
                BadgeKind::Guard => SceneBadgeKindDto::Guard,
            },
            id: badge.id,
            r#type: badge.type_name,
            state: badge.state.into(),
            criteria: badge.criteria,
            line: badge.line,
            column: badge.column,
        }
    }
}

impl From<Edge> for SceneEdgeDto {
    fn from(edge: Edge) -> SceneEdgeDto {
        SceneEdgeDto {
            id: edge.id,
            from: edge.from,
            to: edge.to,
            relation: edge.relation.to_owned(),
            state: edge.state.into(),
            points: edge.points,
            label_at: edge.label_at,
            label_width: edge.label_width,
            via: edge.via,
            criteria: edge.criteria,
            line: edge.line,
            column: edge.column,
        }
    }
}

impl From<State> for SceneStateDto {
    fn from(state: State) -> SceneStateDto {
        match state {
            State::None => SceneStateDto::None,
            State::Pass => SceneStateDto::Pass,
            State::Unknown => SceneStateDto::Unknown,
            State::Fail => SceneStateDto::Fail,
            State::Ghost => SceneStateDto::Ghost,
        }
    }
}

impl From<DiagramFormatDto> for DiagramFormat {
    fn from(format: DiagramFormatDto) -> DiagramFormat {
        match format {
            DiagramFormatDto::Svg => DiagramFormat::Svg,
            DiagramFormatDto::SvgDark => DiagramFormat::SvgDark,
            DiagramFormatDto::Png => DiagramFormat::Png,
            DiagramFormatDto::Mermaid => DiagramFormat::Mermaid,
            DiagramFormatDto::Dot => DiagramFormat::Dot,
            DiagramFormatDto::Json => DiagramFormat::Json,
            DiagramFormatDto::Text => DiagramFormat::Text,
        }
    }
}

impl From<ExportedDiagram> for ExportedDiagramDto {
    fn from(exported: ExportedDiagram) -> ExportedDiagramDto {
        match exported {
            ExportedDiagram::Written(file) => ExportedDiagramDto {
                path: Some(super::path(&file)),
                text: None,
            },
            ExportedDiagram::Text(text) => ExportedDiagramDto {
                path: None,
                text: Some(text),
            },
        }
    }
}
