/// The configuration file: one definition of its settings as data, by which it is read, checked, documented and
/// described as a JSON Schema.
///
/// YAML 1.2 with its JSON schema of plain values, so that JSON is read too; one document, no anchors, no aliases, no
/// tags. `${env:NAME}` and `${file:PATH}` stand for what is not to be written down; `$${` stands for `${`.
@NullMarked
package dev.pavise.app.config;

import org.jspecify.annotations.NullMarked;
