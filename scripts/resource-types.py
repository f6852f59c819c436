"""Makes the table of resource types from the wheel of cfn-lint. Called by scripts/resource-types; needs nothing but Python 3.10.

From schemas to a table:

1. `Shapes` turns each type's JSON schema into nodes. What `$ref`, `allOf`, `anyOf` and `oneOf` lead to is one node, their union: a
   key that any of them has is known. A node is open where any key may stand: free-form mappings, and mappings without
   `additionalProperties: false`.
2. `merge_equal` keeps one of the nodes that cannot be told apart, over all types (every list of tags is the same), recursion
   included.
3. `Strings` lays every name into one text, in which names overlap.
4. `encode` writes it all as the bytes that crates/cfn/src/types/table.rs describes.
"""

import ast
import json
import sys
import zipfile
from pathlib import Path

# In the order of their bits.
KINDS = ["string", "number", "integer", "boolean", "array", "object"]
OPEN_BIT = 1 << 7
SCALARS = {"string", "number", "integer", "boolean"}
LONGEST_ENUM = 40
# What SAM makes has the attributes of the plain type.
SAM_MAKES = {
    "AWS::Serverless::Function": "AWS::Lambda::Function",
    "AWS::Serverless::SimpleTable": "AWS::DynamoDB::Table",
    "AWS::Serverless::Api": "AWS::ApiGateway::RestApi",
    "AWS::Serverless::HttpApi": "AWS::ApiGatewayV2::Api",
    "AWS::Serverless::StateMachine": "AWS::StepFunctions::StateMachine",
    "AWS::Serverless::LayerVersion": "AWS::Lambda::LayerVersion",
    "AWS::Serverless::GraphQLApi": "AWS::AppSync::GraphQLApi",
}
# `${Api.Stage}` names a resource that SAM makes besides.
# https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources.html
SAM_MAKES_BESIDES = {
    "AWS::Serverless::Function": ["Alias", "DestinationQueue", "DestinationTopic", "Version"],
    "AWS::Serverless::Api": ["ApiKey", "Deployment", "DomainName", "DomainNameV2", "Stage", "UsagePlan", "UsagePlanKey"],
    "AWS::Serverless::HttpApi": ["DomainName", "Stage"],
    "AWS::Serverless::WebSocketApi": ["DomainName", "Stage"],
}
# Return values in AWS's reference that can be set as well, of types that learners use most.
DOCUMENTED_BESIDES = {
    "AWS::EC2::Instance": ["AvailabilityZone"],
    "AWS::EC2::Subnet": ["AvailabilityZone", "CidrBlock", "VpcId"],
    "AWS::EC2::VPC": ["CidrBlock"],
    "AWS::Events::EventBus": ["Name"],
    "AWS::SNS::Topic": ["TopicName"],
    "AWS::SQS::Queue": ["QueueName"],
    "AWS::SSM::Parameter": ["Type", "Value"],
}
# Nested stacks have what their templates give out, and nothing else.
STACKS = {"AWS::CloudFormation::Stack", "AWS::Serverless::Application"}


class Node:
    """What may stand in one place of a type."""

    def __init__(self):
        self.kinds = set()
        self.open = False
        self.properties = []  # (name, node, is_required, is_read_only)
        self.item = None
        self.values = ()


class Shapes:
    """The nodes of one schema, added to `nodes`."""

    def __init__(self, schema, nodes):
        self.schema = schema
        self.nodes = nodes
        self.known = {}

    def root(self):
        top = {key: value for key, value in self.schema.items() if key != "$ref"}
        root = self.node([top])
        pointers = [pointer.split("/")[1:] for pointer in self.schema.get("readOnlyProperties", [])]
        read_only = {parts[1] for parts in pointers if len(parts) == 2 and parts[0] == "properties"}
        node = self.nodes[root]
        node.properties = [(name, child, required, name in read_only) for name, child, required, _ in node.properties]
        return root

    def node(self, schemas):
        key = frozenset(id(schema) for schema in schemas)
        if key in self.known:
            return self.known[key]
        index = len(self.nodes)
        self.known[key] = index
        node = Node()
        self.nodes.append(node)
        parts = [self.parts(schema) for schema in schemas]
        union = {id(part): part for found, _ in parts for part in found}.values()
        self.read_keys(node, union, required_by_all(parts))
        self.read_items(node, union)
        node.values = self.values(union)
        node.kinds |= {kind for part in union for kind in kinds_of(part)}
        if not node.kinds - {"null"}:
            node.open = True
        return index

    def parts(self, schema):
        """The schemas that apply where this one does, each once, and the ids of those that always apply."""
        found, certain = {}, set()

        def visit(part, always):
            if id(part) in found:
                return
            found[id(part)] = part
            if always:
                certain.add(id(part))
            if isinstance(part.get("$ref"), str):
                visit(self.resolve(part["$ref"]), always)
            for branch in part.get("allOf", []):
                visit(branch, always)
            for word in ("anyOf", "oneOf"):
                for branch in part.get(word, []):
                    visit(branch, always and len(part[word]) == 1)
            for word in ("then", "else"):
                if isinstance(part.get(word), dict):
                    visit(part[word], False)

        visit(schema, True)
        return list(found.values()), certain

    def resolve(self, pointer):
        target = self.schema
        for step in pointer.removeprefix("#/").split("/"):
            target = target[step.replace("~1", "/").replace("~0", "~")]
        return target

    def read_keys(self, node, union, required):
        is_closed = any(part.get("additionalProperties") is False for part in union)
        properties = {}
        for part in union:
            other_keys = part.get("additionalProperties")
            if part.get("patternProperties") or other_keys is True or isinstance(other_keys, dict):
                node.kinds.add("object")
                node.open = True
            if part.get("properties"):
                node.kinds.add("object")
                node.open |= not is_closed
                for name, schema in part["properties"].items():
                    if isinstance(schema, dict):
                        properties.setdefault(name, []).append(schema)
            elif "object" in kinds_of(part) and not any(other.get("properties") for other in self.parts(part)[0]):
                node.open = True
        node.properties = [
            (name, self.node(schemas), name in required, False) for name, schemas in sorted(properties.items())
        ]

    def read_items(self, node, union):
        items = []
        for part in union:
            found = part.get("items") or []
            items += [found] if isinstance(found, dict) else found
            items += part.get("prefixItems") or []
        if items:
            node.kinds.add("array")
            node.item = self.node(items)

    def values(self, union):
        """The values of an enum, when nothing else may stand there and they are few."""
        values = set()
        for part in union:
            if "enum" in part:
                values |= {json.dumps(value) if isinstance(value, bool) else str(value) for value in part["enum"]}
            elif "const" in part:
                values.add(str(part["const"]))
            elif kinds_of(part) & SCALARS and not any("enum" in other for other in self.parts(part)[0]):
                return ()
        return tuple(sorted(values)) if len(values) <= LONGEST_ENUM else ()


def kinds_of(schema):
    kinds = schema.get("type", [])
    return {kinds} if isinstance(kinds, str) else set(kinds)


def required_by_all(parts):
    """What each of the alternatives requires for sure."""
    each = []
    for found, certain in parts:
        lists = [part["required"] for part in found if id(part) in certain and isinstance(part.get("required"), list)]
        each.append({name for names in lists for name in names})
    return set.intersection(*each)


def merge_equal(nodes):
    """For each node the number of its class; those of one class cannot be told apart, however deep one looks."""
    classes, count = [0] * len(nodes), 1
    while True:
        seen = {}
        refined = []
        for node in nodes:
            signature = (
                frozenset(node.kinds),
                node.open,
                tuple((name, classes[child], required, read_only) for name, child, required, read_only in node.properties),
                None if node.item is None else classes[node.item],
                node.values,
            )
            refined.append(seen.setdefault(signature, len(seen)))
        classes = refined
        if len(seen) == count:
            return classes
        count = len(seen)


class Attributes:
    """What `Fn::GetAtt` may ask for: what is read-only, and what is documented besides. Many types give what can be set, too, but
    which ones is not said anywhere: that is left open by those who read the table."""

    def __init__(self, source):
        constants = {
            node.targets[0].id: ast.literal_eval(node.value)
            for node in ast.parse(source).body
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id.startswith("_")
        }
        self.besides = constants["_exceptions"]

    def of(self, type_name, schemas):
        """The names, and whether there may be others."""
        if type_name == "AWS::CloudFormation::CustomResource":
            return set(), True
        if type_name in STACKS:
            return {"Outputs.*"}, False
        names = self.own(type_name, schemas[type_name])
        if "Outputs" in names:
            names.add("Outputs.*")
        if type_name in SAM_MAKES:
            names |= self.own(SAM_MAKES[type_name], schemas[SAM_MAKES[type_name]])
        for name in SAM_MAKES_BESIDES.get(type_name, []):
            names |= {name, f"{name}.*"}
        return names, type_name.startswith("AWS::Serverless::") and not names

    def own(self, type_name, schema):
        names = set(self.besides.get(type_name, [])) | set(DOCUMENTED_BESIDES.get(type_name, []))
        for pointer in schema.get("readOnlyProperties", []):
            parts = pointer.split("/")[1:]
            # Elements of lists cannot be asked for.
            if parts[0] == "properties" and "*" not in parts:
                names.add(".".join(parts[1:]))
        return names


class Strings:
    """Every string once, in one text: names of properties and attributes, then of types, then values, each in byte order."""

    def __init__(self, names, types, values):
        self.lists = [sorted(names), sorted(types), sorted(values)]
        self.text = overlapped({string for strings in self.lists for string in strings})
        self.name_ids = {string: index for index, string in enumerate(self.lists[0])}
        self.value_ids = {string: index for index, string in enumerate(self.lists[2])}

    def table(self):
        """Four bytes each: where it starts, and in the highest byte how long it is."""
        out = bytearray()
        for string in (string for strings in self.lists for string in strings):
            assert string.isascii() and len(string) < 256, string
            out += (self.text.index(string) | len(string) << 24).to_bytes(4, "little")
        assert len(self.text) < 1 << 24
        return bytes(out)


def overlapped(strings):
    """A text that holds every string: those inside of others are left out, the others overlap where end and start are alike."""
    kept = []
    text = ""
    for string in sorted(strings, key=lambda string: (-len(string), string)):
        if string not in text:
            kept.append(string)
            text += string + "\n"
    follower, preceded = {}, set()
    chain_end = {index: index for index in range(len(kept))}
    chain_start = dict(chain_end)
    for length in range(len(kept[0]) - 1, 0, -1):
        by_start = {}
        for index in reversed(range(len(kept))):
            if index not in preceded and len(kept[index]) > length:
                by_start.setdefault(kept[index][:length], []).append(index)
        for index, string in enumerate(kept):
            if index in follower or len(string) <= length:
                continue
            waiting = by_start.get(string[-length:], [])
            own = chain_start[index]
            found = next((other for other in reversed(waiting) if other != own), None)
            if found is not None:
                waiting.remove(found)
                follower[index] = (found, length)
                preceded.add(found)
                end = chain_end[found]
                chain_end[own], chain_start[end] = end, own
    out = []
    for index in range(len(kept)):
        if index not in preceded:
            step = (index, 0)
            while step is not None:
                out.append(kept[step[0]][step[1] :])
                step = follower.get(step[0])
    return "".join(out)


def varint(number):
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)
    return bytes(out)


def ascending(numbers):
    """How many, then each as its distance from the one before."""
    out, before = varint(len(numbers)), 0
    for number in sorted(numbers):
        out += varint(number - before)
        before = number
    return out


def encode_node(node, number_of, strings):
    kinds = sum(1 << KINDS.index(kind) for kind in node.kinds if kind in KINDS)
    has = (node.item is not None) | bool(node.values) << 1 | bool(node.properties) << 2
    out = bytes([kinds | node.open * OPEN_BIT, has])
    if node.item is not None:
        out += varint(number_of(node.item))
    if node.values:
        out += ascending([strings.value_ids[value] for value in node.values])
    if node.properties:
        out += varint(len(node.properties))
        before = 0
        for name, child, required, read_only in sorted(node.properties):
            name_id = strings.name_ids[name]
            out += varint(name_id - before) + varint(number_of(child) << 2 | required | read_only << 1)
            before = name_id
    return out


def encode(nodes, roots, attributes):
    classes = merge_equal(nodes)
    members = {}
    uses = {}
    for index, node in enumerate(nodes):
        members.setdefault(classes[index], node)
    for node in members.values():
        for child in [child for _, child, _, _ in node.properties] + ([] if node.item is None else [node.item]):
            uses[classes[child]] = uses.get(classes[child], 0) + 1
    # Those used most get the shortest numbers.
    order = sorted(members, key=lambda number: (-uses.get(number, 0), number))
    numbers = {number: index for index, number in enumerate(order)}

    def number_of(index):
        return numbers[classes[index]]

    names = {name for node in members.values() for name, *_ in node.properties}
    names |= {name for found, _ in attributes.values() for name in found}
    values = {value for node in members.values() for value in node.values}
    strings = Strings(names, roots, values)
    records = [encode_node(members[number], number_of, strings) for number in order]
    type_records = []
    for type_name in strings.lists[1]:
        found, others = attributes[type_name]
        listed = ascending([strings.name_ids[name] for name in found])
        type_records.append(varint(number_of(roots[type_name]) << 1 | others) + listed)
    sections = [
        strings.table(),
        strings.text.encode("ascii"),
        starts(records),
        b"".join(records),
        starts(type_records),
        b"".join(type_records),
    ]
    header = [len(found) for found in strings.lists] + [len(section) for section in sections]
    counts = {"types": len(roots), "shapes": len(order), "properties": sum(len(node.properties) for node in members.values())}
    return b"".join(number.to_bytes(4, "little") for number in header) + b"".join(sections), counts


def starts(records):
    """Three bytes each: where a record starts."""
    out, at = bytearray(), 0
    for record in records:
        out += at.to_bytes(3, "little")
        at += len(record)
    return bytes(out)


def fnv1a(data):
    value = 0xCBF29CE484222325
    for byte in data:
        value = (value ^ byte) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
    return value


NOTICE = """# Where the table of resource types comes from

`table.bin` is made by `scripts/resource-types` from the CloudFormation and SAM schemas that the package below carries, of every
region. It holds names, kinds and allowed values only; no text of AWS's documentation. Do not edit it.

- Package: cfn-lint {version} (<https://pypi.org/project/cfn-lint/>)
- Schemas of: {date}
- Licence: MIT-0, below
- Types: {types}
- Different shapes: {shapes}
- Properties of different shapes: {properties}
- Bytes: {size}
- FNV-1a, 64 bits: {hash:016x}

```text
{licence}
```
"""


def main(wheel, folder):
    with zipfile.ZipFile(wheel) as package:

        def read(name):
            return package.read(name).decode("utf-8")

        listed = {}
        for name in sorted(package.namelist()):
            if name.startswith("cfnlint/data/schemas/providers/") and name.endswith(".json"):
                listed |= json.loads(read(name))
        # Third parties' types are not checked.
        listed = {name: file for name, file in sorted(listed.items()) if name.startswith("AWS::")}
        schemas = {name: json.loads(read(f"cfnlint/data/schemas/resources/{file}.json")) for name, file in listed.items()}
        known = Attributes(read("cfnlint/schema/_getatts.py"))
        date = json.loads(read("cfnlint/data/schemas/version.json"))["schema_date"][:10]
        info = next(name for name in package.namelist() if name.endswith(".dist-info/licenses/LICENSE"))
        licence = read(info).strip()
    nodes = []
    roots = {}
    # Kept while nodes are made: they are told apart by the identity of their schemas.
    shapes = [Shapes(schema, nodes) for schema in schemas.values()]
    for name, shape in zip(schemas, shapes):
        roots[name] = shape.root()
    attributes = {name: known.of(name, schemas) for name in schemas}
    table, counts = encode(nodes, roots, attributes)
    version = info.split("-")[1].removesuffix(".dist")
    folder.joinpath("table.bin").write_bytes(table)
    notice = NOTICE.format(version=version, date=date, size=len(table), hash=fnv1a(table), licence=licence, **counts)
    folder.joinpath("NOTICE.md").write_text(notice, encoding="utf-8", newline="\n")
    print(f"{len(table)} bytes: {counts}", file=sys.stderr)


main(Path(sys.argv[1]), Path(sys.argv[2]))
