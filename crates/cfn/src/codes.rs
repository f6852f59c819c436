//! Every diagnostic code, in one place. A code is stable: front ends, tests and missions may name it.

/// The text is not YAML or JSON; the place is where reading stopped. Error.
pub const SYNTAX: &str = "syntax";
/// A tab where YAML wants spaces. Error.
pub const TAB_INDENTATION: &str = "tab-indentation";
/// There is nothing in the file but white space and comments. Error.
pub const EMPTY: &str = "empty";
/// The bytes are not UTF-8. Error.
pub const NOT_UTF8: &str = "not-utf8";
/// A NUL character: a binary file. Error.
pub const NOT_TEXT: &str = "not-text";
/// More than [`crate::limits::HARD_BYTES`] (error), than [`crate::limits::S3_BYTES`] (warning) or than
/// [`crate::limits::INLINE_BYTES`] (info).
pub const TOO_LARGE: &str = "too-large";
/// Nested deeper than [`crate::limits::DEPTH`]. Error.
pub const TOO_DEEP: &str = "too-deep";
/// Aliases expand to more than [`crate::limits::ALIAS_NODES`] values. Error.
pub const ALIAS_EXPANSION: &str = "alias-expansion";
/// A YAML alias or merge key, which CloudFormation does not take. Warning; an alias to nothing or to itself is an error.
pub const ALIAS_OR_MERGE: &str = "alias-or-merge";
/// A second YAML document; only the first is read. Error.
pub const SECOND_DOCUMENT: &str = "second-document";
/// A key that its mapping has already; the last one counts. Warning.
pub const DUPLICATE_KEY: &str = "duplicate-key";
/// A key that is a list or a mapping, as in `{{ placeholder }}`; it is left out. Error.
pub const KEY_NOT_TEXT: &str = "key-not-text";
/// A tag or `Fn::` name that CloudFormation does not know. Warning, since AWS adds functions.
pub const UNKNOWN_FUNCTION: &str = "unknown-function";
/// A function's long form beside other keys, so that it is no function. Warning.
pub const FUNCTION_WITH_SIBLINGS: &str = "function-with-siblings";
/// Twelve digits without quotes: YAML reads a number, and drops (or reads as octal) a leading zero. Warning with one, else info.
pub const UNQUOTED_ACCOUNT_ID: &str = "unquoted-account-id";
/// The root is not a mapping. Error.
pub const NOT_A_TEMPLATE: &str = "not-a-template";
/// No `Resources`, or none in it. Error.
pub const NO_RESOURCES: &str = "no-resources";
/// A section, resource, parameter or `Properties` that has to be a mapping and is not. Error.
pub const NOT_A_MAPPING: &str = "not-a-mapping";
/// A resource without a `Type`, or one that is not text. Error.
pub const MISSING_TYPE: &str = "missing-type";
/// More than [`crate::limits::RESOURCES`] resources. Error.
pub const TOO_MANY_RESOURCES: &str = "too-many-resources";
/// A `Ref`, `Fn::GetAtt`, `Fn::Sub`, `DependsOn`, `Condition` or `Fn::FindInMap` to a name that the template does not have. Error.
pub const DANGLING_REFERENCE: &str = "dangling-reference";
/// A parameter that nothing uses. Info.
pub const UNUSED_PARAMETER: &str = "unused-parameter";
/// Conditions that need each other. Error.
pub const CONDITION_CYCLE: &str = "condition-cycle";
/// SAM's resource types or `Globals` without `Transform: AWS::Serverless-2016-10-31`. Error.
pub const MISSING_TRANSFORM: &str = "missing-transform";
/// A resource type that AWS does not have. Warning, since AWS adds types.
pub const UNKNOWN_TYPE: &str = "unknown-type";
/// A property that the resource type does not have, or a key beside `Properties` that no resource has. Warning, since AWS adds
/// properties.
pub const UNKNOWN_PROPERTY: &str = "unknown-property";
/// A property that the resource type needs is not there. Warning.
pub const MISSING_PROPERTY: &str = "missing-property";
/// `Fn::GetAtt` or `Fn::Sub` asks for what the resource type does not give. Warning.
pub const UNKNOWN_ATTRIBUTE: &str = "unknown-attribute";

/// Every code, for documentation and tests.
pub const ALL: &[&str] = &[
    SYNTAX,
    TAB_INDENTATION,
    EMPTY,
    NOT_UTF8,
    NOT_TEXT,
    TOO_LARGE,
    TOO_DEEP,
    ALIAS_EXPANSION,
    ALIAS_OR_MERGE,
    SECOND_DOCUMENT,
    DUPLICATE_KEY,
    KEY_NOT_TEXT,
    UNKNOWN_FUNCTION,
    FUNCTION_WITH_SIBLINGS,
    UNQUOTED_ACCOUNT_ID,
    NOT_A_TEMPLATE,
    NO_RESOURCES,
    NOT_A_MAPPING,
    MISSING_TYPE,
    TOO_MANY_RESOURCES,
    DANGLING_REFERENCE,
    UNUSED_PARAMETER,
    CONDITION_CYCLE,
    MISSING_TRANSFORM,
    UNKNOWN_TYPE,
    UNKNOWN_PROPERTY,
    MISSING_PROPERTY,
    UNKNOWN_ATTRIBUTE,
];
