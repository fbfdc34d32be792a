/// A small MCP server that misbehaves on purpose, so that a person can see what Pavise does about it.
@NullMarked
package dev.pavise.app.sample;

import org.jspecify.annotations.NullMarked;
