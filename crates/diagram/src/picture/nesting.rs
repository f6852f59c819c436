//! What lies in what: networks hold subnets, subnets hold instances, clusters hold their services. What lies in several subnets lies in
//! their network.

use std::collections::BTreeSet;

use cfn::{Decision, Relation};

use super::draft::Draft;

/// Kinds of groups from the outside to the inside: what lies in something is of a later one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    Network,
    Subnet,
    Cluster,
    Inside,
}

/// The rank of a type.
pub(super) fn rank(type_name: &str) -> Rank {
    match type_name {
        "AWS::EC2::VPC" => Rank::Network,
        "AWS::EC2::Subnet" => Rank::Subnet,
        "AWS::DocDB::DBCluster"
        | "AWS::ECS::Cluster"
        | "AWS::EKS::Cluster"
        | "AWS::Neptune::DBCluster"
        | "AWS::RDS::DBCluster" => Rank::Cluster,
        _ => Rank::Inside,
    }
}

/// Gives every box its parent. Parents are of an earlier rank, so nothing lies in itself.
pub(super) fn nest(draft: &mut Draft<'_>) {
    let around: Vec<BTreeSet<usize>> = (0..draft.boxes.len())
        .map(|inner| around(draft, inner))
        .collect();
    // From the outside to the inside, so that the parents of parents are known.
    for wanted in [Rank::Subnet, Rank::Cluster, Rank::Inside] {
        for (inner, around) in around.iter().enumerate() {
            if rank(draft.type_of(inner)) == wanted {
                draft.boxes[inner].parent = parent(draft, around, wanted);
            }
        }
    }
    clusters_by_members(draft, &around);
}

/// The groups that a box lies in, as far as the template says so for certain.
fn around(draft: &Draft<'_>, inner: usize) -> BTreeSet<usize> {
    let Some(resource) = draft.boxes[inner].resource else {
        return BTreeSet::new();
    };
    let own = rank(draft.type_of(inner));
    draft
        .graph
        .from(resource, Relation::ContainedIn)
        .filter(|edge| edge.certainty != Decision::False)
        .flat_map(|edge| draft.boxes_of(edge.to))
        .filter(|outer| rank(draft.type_of(*outer)) < own)
        .collect()
}

/// The innermost group that holds all of it.
fn parent(draft: &Draft<'_>, around: &BTreeSet<usize>, own: Rank) -> Option<usize> {
    let of = |wanted: Rank| -> Vec<usize> {
        let groups = around.iter().copied();
        groups
            .filter(|outer| rank(draft.type_of(*outer)) == wanted)
            .collect()
    };
    if own > Rank::Cluster
        && let [cluster] = of(Rank::Cluster)[..]
    {
        return Some(cluster);
    }
    if own > Rank::Subnet
        && let [subnet] = of(Rank::Subnet)[..]
    {
        return Some(subnet);
    }
    match of(Rank::Network)[..] {
        [network] if own > Rank::Network => Some(network),
        _ => None,
    }
}

/// A cluster without a place of its own lies where all that it holds does.
fn clusters_by_members(draft: &mut Draft<'_>, around: &[BTreeSet<usize>]) {
    for cluster in 0..draft.boxes.len() {
        if rank(draft.type_of(cluster)) != Rank::Cluster || draft.boxes[cluster].parent.is_some() {
            continue;
        }
        let mut places = (0..draft.boxes.len())
            .filter(|member| draft.boxes[*member].parent == Some(cluster))
            .map(|member| {
                let outside: BTreeSet<usize> = around[member]
                    .iter()
                    .copied()
                    .filter(|outer| *outer != cluster)
                    .collect();
                parent(draft, &outside, Rank::Cluster)
            });
        if let Some(first) = places.next()
            && places.all(|place| place == first)
        {
            draft.boxes[cluster].parent = first;
        }
    }
}
