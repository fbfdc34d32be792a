package dev.pavise.ledger;

import java.time.Instant;
import java.util.Optional;

/// A checkpoint whose signature holds.
///
/// @param source where it was found, for people
/// @param lost whether the database is known to have fallen behind it once
record SignedHead(long size, byte[] root, String source, Optional<Instant> at, boolean lost) {}
