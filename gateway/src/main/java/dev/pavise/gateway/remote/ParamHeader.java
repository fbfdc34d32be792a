package dev.pavise.gateway.remote;

import java.util.List;

/// A parameter of a tool that is repeated in a header, as its `x-mcp-header` says.
///
/// @param path where the argument stands: names of properties, from the arguments' root
/// @param header what stands behind `Mcp-Param-`
public record ParamHeader(List<String> path, String header) {
    public ParamHeader {
        path = List.copyOf(path);
        if (path.isEmpty()) throw new IllegalArgumentException("no path");
        if (!Heads.isToken(header)) throw new IllegalArgumentException("no header name: " + header);
    }
}
