/// JSON-RPC messages of every MCP revision, as bytes plus the few places that decide where they go.
@NullMarked
package dev.pavise.core.message;

import org.jspecify.annotations.NullMarked;
