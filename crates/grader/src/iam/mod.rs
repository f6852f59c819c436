//! What principals may really do: policies as statements, and the decision over all that apply. Sentences are in `kinds/iam`.
