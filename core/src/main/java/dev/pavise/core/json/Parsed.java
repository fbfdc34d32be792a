package dev.pavise.core.json;

import java.util.ArrayList;
import java.util.List;

/// What the reader makes of some bytes: one reading, or none.
public sealed interface Parsed permits Json, Parsed.Fault {
    /// Bytes that are refused.
    ///
    /// @param why the fault, in words
    /// @param at the byte at which it was found, from 0
    /// @param before what had been read until then
    record Fault(String why, int at, Json before) implements Parsed {
        /// The values of the outermost object's members of this name that were read whole before the fault.
        public List<Value> members(String name) {
            var found = new ArrayList<Value>();
            if (before.count() == 0 || before.kind(0) != Json.Kind.OBJECT) return found;
            for (int key = 1; key + 1 < before.count() && before.end(key + 1) > key; key = before.end(key + 1)) {
                if (new Value(before, key).is(name) && isFollowed(before.to(key + 1))) {
                    found.add(new Value(before, key + 1));
                }
            }
            return found;
        }

        /// A number at the end of half a message may be half a number.
        private boolean isFollowed(int end) {
            byte[] bytes = before.bytes();
            int next = end;
            while (next < bytes.length && Reader.isSpace(bytes[next])) next++;
            return next < bytes.length && (bytes[next] == ',' || bytes[next] == '}');
        }
    }
}
