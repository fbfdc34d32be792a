package dev.pavise.gateway.http;

/// What a connection brings, in its order: a request to answer, or the reason why nothing more is read.
sealed interface Arrival permits Incoming, Refused {}
