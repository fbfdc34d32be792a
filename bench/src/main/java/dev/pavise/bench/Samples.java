package dev.pavise.bench;

/// Messages like those of real peers, of any size.
final class Samples {
    private Samples() {}

    static String of(String kind, int bytes) {
        return switch (kind) {
            case "call" -> call(bytes);
            case "text" -> text(bytes);
            case "list" -> list(bytes);
            default -> throw new IllegalArgumentException("no such sample: " + kind);
        };
    }

    /// A call whose arguments are many small values.
    private static String call(int bytes) {
        var out = new StringBuilder(
                        "{\"jsonrpc\":\"2.0\",\"id\":12,\"method\":\"tools/call\",\"params\":{\"name\":\"query\",")
                .append("\"arguments\":{\"table\":\"orders\",\"rows\":[");
        for (int row = 0; out.length() < bytes - 130; row++) {
            if (row > 0) out.append(',');
            out.append("{\"id\":")
                    .append(row)
                    .append(",\"customer\":\"Customer ")
                    .append(row);
            out.append("\",\"total\":").append(row * 7).append(".25,\"paid\":true,\"note\":null}");
        }
        return out.append("]},\"_meta\":{\"progressToken\":12}}}").toString();
    }

    /// A result that is mostly one text: a file, with its line ends escaped and some letters beyond ASCII.
    private static String text(int bytes) {
        var out = new StringBuilder("{\"result\":{\"content\":[{\"type\":\"text\",\"text\":\"");
        while (out.length() < bytes - 90) {
            out.append("The quick brown fox jumps over the lazy dog, then rests.\\n")
                    .append("    if (a == \\\"b\\\") return caf\u00e9;\\n");
        }
        return out.append("\"}],\"isError\":false},\"jsonrpc\":\"2.0\",\"id\":12}")
                .toString();
    }

    /// A list of tools with schemas.
    private static String list(int bytes) {
        var out = new StringBuilder("{\"jsonrpc\":\"2.0\",\"id\":2,\"result\":{\"tools\":[");
        for (int tool = 0; tool == 0 || out.length() < bytes - 500; tool++) {
            if (tool > 0) out.append(',');
            out.append("{\"name\":\"tool_")
                    .append(tool)
                    .append("\",\"title\":\"Tool ")
                    .append(tool);
            out.append(
                            "\",\"description\":\"Reads one file of the workspace and returns what stands in it, line by line.\"")
                    .append(
                            ",\"inputSchema\":{\"$schema\":\"http://json-schema.org/draft-07/schema#\",\"type\":\"object\",")
                    .append("\"properties\":{\"path\":{\"type\":\"string\",\"description\":\"Where it is\"},\"head\":{")
                    .append("\"type\":\"number\",\"description\":\"Only so many lines\"}},\"required\":[\"path\"],")
                    .append("\"additionalProperties\":false},\"annotations\":{\"readOnlyHint\":true}}");
        }
        return out.append("]}}").toString();
    }
}
