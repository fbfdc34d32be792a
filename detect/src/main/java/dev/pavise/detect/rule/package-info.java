/// What is looked for, as data: one YAML file a rule, and one word list a language.
///
/// ```
/// rule     = id, severity, what, why, remedy, references, where, when, finds, spares
/// when     = { words | pattern }                        ; any of them, each with its confidence
/// words    = group { [">"] group } [within N]           ; all in one sentence; ">" in this order
/// group    = concept { "|" concept } | "!" concept      ; "!": not in the sentence
/// pattern  = RE2 expression, literals of which one has to be there, entropy
/// lexicon  = { concept ":" term { "," term } }          ; a language's words for the concepts
/// ```
@NullMarked
package dev.pavise.detect.rule;

import org.jspecify.annotations.NullMarked;
