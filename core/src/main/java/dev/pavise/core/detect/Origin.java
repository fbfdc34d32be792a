package dev.pavise.core.detect;

/// Where a text stands, which decides what is odd in it: an order to the model is a prompt's purpose and a result's
/// disgrace.
public enum Origin {
    /// A tool, prompt or resource as a server describes it, every string of it.
    DEFINITION,
    /// What a server tells the model of itself.
    INSTRUCTIONS,
    /// What a tool answers.
    RESULT,
    /// What a resource holds.
    RESOURCE,
    /// What a server's prompt says.
    PROMPT,
    /// What a server asks of a person or of the model: elicitation and sampling.
    ASKED,
    /// What an error says.
    ERROR,
    /// What a client sends: arguments and answers.
    SENT,
    /// What a person says.
    USER
}
